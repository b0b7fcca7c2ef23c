package main

import (
	"fmt"
	"log"
	"sync"
	"time"

	"github.com/pion/webrtc/v3"
)

// guest is a person at one of the two places.
type guest interface {
	self() *person
	// knows is whether so many other publishers have been told of.
	knows(publishers int) bool
	// listen lets a publisher hear the others, where this does not come by itself.
	listen() error
}

// person is somebody in the meeting: what they publish, and what they receive.
type person struct {
	name string
	// What the others know them by; known once they are inside.
	id    string
	api   *webrtc.API
	began time.Time
	// Sound first, as on the page; empty for those who only watch.
	publications []*publication
	publishing   *connection
	watching     *connection

	mutex       sync.Mutex
	isPublished bool
	sources     map[string]source // By the section of the description (mid).
	streams     map[source]*stream
}

func newPerson(name string, api *webrtc.API, publications []*publication) *person {
	return &person{
		name: name, api: api, began: time.Now(), publications: publications,
		sources: map[string]source{}, streams: map[source]*stream{},
	}
}

func (p *person) self() *person { return p }

func (p *person) complain(format string, values ...any) {
	log.Print(p.name + ": " + fmt.Sprintf(format, values...))
}

// trackName is a published track and the section of the description (mid) that it is in.
type trackName struct {
	Mid  string `json:"mid"`
	Kind string `json:"kind"`
}

// publish makes the connection that sends, and answers with its offer. Frames go out once it stands.
func (p *person) publish(trickle func(*webrtc.ICECandidateInit)) (string, []trackName, error) {
	connection, err := newConnection(p.api, trickle)
	if err != nil {
		return "", nil, err
	}
	p.publishing = connection
	for _, publication := range p.publications {
		if err := publication.add(connection); err != nil {
			return "", nil, err
		}
	}
	done, begin, end := make(chan struct{}), sync.Once{}, sync.Once{}
	connection.peer.OnConnectionStateChange(func(state webrtc.PeerConnectionState) {
		switch state {
		case webrtc.PeerConnectionStateConnected:
			begin.Do(func() { p.begin(done) })
		case webrtc.PeerConnectionStateFailed, webrtc.PeerConnectionStateClosed:
			end.Do(func() { close(done) })
		}
	})
	offer, err := connection.offer()
	if err != nil {
		return "", nil, err
	}
	var tracks []trackName
	for index, line := range connection.peer.GetTransceivers() {
		tracks = append(tracks, trackName{line.Mid(), p.publications[index].local.ID()})
	}
	return offer, tracks, nil
}

func (p *person) begin(done <-chan struct{}) {
	for _, publication := range p.publications {
		go publication.run(done)
	}
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.isPublished = true
}

// isSending is whether what they publish goes out.
func (p *person) isSending() bool {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	return p.isPublished
}

// drop closes both connections: they are to be made anew.
func (p *person) drop() {
	for _, connection := range []*connection{p.publishing, p.watching} {
		if connection != nil {
			_ = connection.peer.Close()
		}
	}
	p.publishing, p.watching = nil, nil
}
