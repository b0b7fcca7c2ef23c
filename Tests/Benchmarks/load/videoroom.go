package main

import (
	"strconv"
	"sync"

	"github.com/pion/webrtc/v3"
)

// plainRoom is the number of the room on a Janus of its own.
const plainRoom = 1

// makePlainRoom makes a room as it is by default, but for the number of people who may publish.
func makePlainRoom(url string, publishers int) error {
	session, err := openJanus(url, nil)
	if err != nil {
		return err
	}
	handle, err := session.attach()
	if err != nil {
		return err
	}
	_, err = session.message(handle, object{"request": "create", "room": plainRoom, "publishers": publishers}, nil)
	return err
}

// user is somebody who speaks to Janus, as its own web demo does: a handle to be there and to publish by, and one to
// watch by.
type user struct {
	*person
	janus              *janus
	publisher, watcher uint64
	privateID          uint64

	feedsMutex sync.Mutex
	feeds      []feed
}

// openUser answers when the person is a member, publishes, or watches all who do.
func openUser(url string, person *person) (*user, error) {
	user := &user{person: person}
	session, err := openJanus(url, user.hear)
	if err != nil {
		return nil, err
	}
	user.janus = session
	if user.publisher, err = session.attach(); err != nil {
		return nil, err
	}
	joined, err := session.message(user.publisher, object{
		"request": "join", "ptype": "publisher", "room": plainRoom, "display": person.name,
	}, nil)
	if err != nil {
		return nil, err
	}
	room := joined.Plugindata.Data
	user.id, user.privateID = strconv.FormatUint(room.ID, 10), room.PrivateID
	user.learn(room.Publishers)
	if len(person.publications) > 0 {
		return user, user.send()
	}
	return user, user.watchAll("audio", "video")
}

func (u *user) learn(feeds []feed) {
	u.feedsMutex.Lock()
	defer u.feedsMutex.Unlock()
	u.feeds = append(u.feeds, feeds...)
}

func (u *user) knows(publishers int) bool {
	u.feedsMutex.Lock()
	defer u.feedsMutex.Unlock()
	return len(u.feeds) >= publishers
}

func (u *user) hear(message janusMessage) {
	u.learn(message.Plugindata.Data.Publishers)
	if message.Janus == "hangup" {
		u.complain("Janus hung up")
	}
}

func (u *user) trickle(handle uint64) func(*webrtc.ICECandidateInit) {
	return func(candidate *webrtc.ICECandidateInit) {
		fields := object{"completed": true}
		if candidate != nil {
			fields = object{"candidate": candidate.Candidate, "sdpMid": "0", "sdpMLineIndex": 0}
		}
		u.janus.tell(object{"janus": "trickle", "handle_id": handle, "candidate": fields})
	}
}

func (u *user) send() error {
	offer, _, err := u.publish(u.trickle(u.publisher))
	if err != nil {
		return err
	}
	body := object{"request": "configure", "audio": true, "video": true}
	answer, err := u.janus.message(u.publisher, body, object{"type": "offer", "sdp": offer})
	if err != nil {
		return err
	}
	return u.publishing.accept(answer.Jsep.SDP)
}

// listen lets a publisher hear the others.
func (u *user) listen() error { return u.watchAll("audio") }

// watchAll asks for all streams of these types that there are.
func (u *user) watchAll(types ...string) error {
	var streams []object
	u.feedsMutex.Lock()
	for _, feed := range u.feeds {
		for _, stream := range feed.Streams {
			for _, kind := range types {
				if stream.Type == kind {
					streams = append(streams, object{"feed": feed.ID, "mid": stream.Mid})
				}
			}
		}
	}
	u.feedsMutex.Unlock()
	if len(streams) == 0 {
		return nil
	}
	var err error
	if u.watcher, err = u.janus.attach(); err != nil {
		return err
	}
	attached, err := u.janus.message(u.watcher, object{
		"request": "join", "ptype": "subscriber", "room": plainRoom, "private_id": u.privateID, "streams": streams,
	}, nil)
	if err != nil {
		return err
	}
	kinds := map[string]string{"audio": mic, "video": camera}
	sources := map[string]source{}
	for _, stream := range attached.Plugindata.Data.Streams {
		sources[stream.Mid] = source{strconv.FormatUint(stream.FeedID, 10), kinds[stream.Type]}
	}
	answer, err := u.watch(attached.Jsep.SDP, sources, u.trickle(u.watcher))
	if err != nil {
		return err
	}
	_, err = u.janus.message(u.watcher, object{"request": "start"}, object{"type": "answer", "sdp": answer})
	return err
}
