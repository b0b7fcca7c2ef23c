package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"sync"
	"time"
)

// janus is a session with a Janus over a WebSocket of its own.
type janus struct {
	socket  *socket
	session uint64
	// Called with what nobody asked for, one message after the other.
	told func(janusMessage)

	mutex   sync.Mutex
	number  int
	waiting map[string]chan janusMessage
}

// janusMessage has the fields of all messages that matter here.
type janusMessage struct {
	Janus       string
	Transaction string
	Sender      uint64
	Data        struct{ ID uint64 }
	Plugindata  struct{ Data roomMessage }
	Jsep        struct{ SDP string }
	Error       *struct{ Reason string }
}

// roomMessage is what the VideoRoom says.
type roomMessage struct {
	Error      string
	ID         uint64
	Publishers []feed
	PrivateID  uint64 `json:"private_id"`
	Streams    []watched
}

// feed is somebody who publishes.
type feed struct {
	ID      uint64
	Streams []struct{ Mid, Type string }
}

// watched is a section of an offer, and whose stream it carries.
type watched struct {
	Mid    string
	Type   string
	FeedID uint64 `json:"feed_id"`
}

// keepAlivePause is what Janus' own library uses.
const keepAlivePause = 25 * time.Second

func openJanus(url string, told func(janusMessage)) (*janus, error) {
	socket, err := openSocket(url, "janus-protocol")
	if err != nil {
		return nil, err
	}
	opened := &janus{socket: socket, told: told, waiting: map[string]chan janusMessage{}}
	go opened.hear()
	made, err := opened.ask(object{"janus": "create"})
	if err != nil {
		return nil, err
	}
	opened.session = made.Data.ID
	go func() {
		for {
			time.Sleep(keepAlivePause)
			opened.tell(object{"janus": "keepalive"})
		}
	}()
	return opened, nil
}

func (j *janus) hear() {
	for {
		var message janusMessage
		if err := j.socket.read(&message); err != nil {
			return
		}
		if message.Janus == "ack" {
			continue
		}
		j.mutex.Lock()
		waiting := j.waiting[message.Transaction]
		delete(j.waiting, message.Transaction)
		j.mutex.Unlock()
		if waiting != nil {
			waiting <- message
		} else if j.told != nil {
			j.told(message)
		}
	}
}

// tell says something that is only acknowledged.
func (j *janus) tell(message object) { j.send(message, "told") }

func (j *janus) send(message object, transaction string) {
	message["transaction"] = transaction
	if j.session != 0 {
		message["session_id"] = j.session
	}
	j.socket.send(message)
}

// ask waits for the answer; an acknowledgement alone is none.
func (j *janus) ask(message object) (janusMessage, error) {
	answer := make(chan janusMessage, 1)
	j.mutex.Lock()
	j.number++
	transaction := strconv.Itoa(j.number)
	j.waiting[transaction] = answer
	j.mutex.Unlock()
	j.send(message, transaction)
	select {
	case found := <-answer:
		if found.Error != nil {
			return found, fmt.Errorf("Janus refused: %s", found.Error.Reason)
		}
		if reason := found.Plugindata.Data.Error; reason != "" {
			return found, fmt.Errorf("the VideoRoom refused: %s", reason)
		}
		return found, nil
	case <-time.After(answerTime):
		text, _ := json.Marshal(message)
		return janusMessage{}, fmt.Errorf("Janus did not answer %.120s", text)
	}
}

// attach makes a handle to the VideoRoom.
func (j *janus) attach() (uint64, error) {
	made, err := j.ask(object{"janus": "attach", "plugin": "janus.plugin.videoroom"})
	return made.Data.ID, err
}

// message asks the VideoRoom. `jsep` may be nil.
func (j *janus) message(handle uint64, body object, jsep object) (janusMessage, error) {
	message := object{"janus": "message", "handle_id": handle, "body": body}
	if jsep != nil {
		message["jsep"] = jsep
	}
	return j.ask(message)
}
