package main

import (
	"fmt"
	"time"

	"github.com/pion/webrtc/v3"
)

// page is somebody who came by a guest link of Greenroom, and says what the meeting page says.
type page struct {
	*person
	socket  *socket
	entered chan error
	// The number of the connections, told with the word that media is ready.
	attempt *int
	cameras []string
	told    []tile
	telling *time.Timer
}

// pageMessage has the fields of all messages that matter here.
type pageMessage struct {
	T         string
	State     string
	Attempt   *int
	SDP       string
	PC        string
	Candidate *webrtc.ICECandidateInit
	Map       []shown
	ID        string
	Camera    bool
	You       member
	Member    member
	Members   []member
	Text      string
}

type shown struct {
	Mid, ID, Kind string
	Active        bool
}

type member struct {
	ID     string
	Camera bool
}

const (
	pingPause   = 5 * time.Second
	reportPause = 10 * time.Second
)

// openPage answers when the person is inside.
func openPage(url, room string, person *person) (*page, error) {
	socket, err := openSocket(url)
	if err != nil {
		return nil, err
	}
	page := &page{person: person, socket: socket, entered: make(chan error, 1)}
	socket.send(object{"t": "hello", "room_token": room})
	go page.hear()
	go page.report()
	select {
	case err := <-page.entered:
		return page, err
	case <-time.After(answerTime):
		return nil, fmt.Errorf("%s was not let in in time", person.name)
	}
}

// knows is always true: the server offers what there is, as it comes.
func (p *page) knows(int) bool { return true }

// listen has nothing to do either.
func (p *page) listen() error { return nil }

// report says regularly that the page is there, and how well it receives.
func (p *page) report() {
	for tick := pingPause; ; tick += pingPause {
		time.Sleep(pingPause)
		p.socket.send(object{"t": "ping"})
		if tick%reportPause == 0 {
			p.socket.send(object{"t": "quality", "level": "good", "rtt": 1, "loss": 0})
		}
	}
}

func (p *page) hear() {
	for {
		var message pageMessage
		if err := p.socket.read(&message); err != nil {
			p.complain("the socket ended: %v", err)
			p.entered <- err
			return
		}
		if err := p.take(message); err != nil {
			p.complain("%s: %v", message.T, err)
		}
	}
}

// say sends what belongs to the connections as they are now.
func (p *page) say(message object) {
	if p.attempt != nil {
		message["attempt"] = *p.attempt
	}
	p.socket.send(message)
}

// trickle hands candidates of a connection to the server.
func (p *page) trickle(connection string) func(*webrtc.ICECandidateInit) {
	attempt := p.attempt
	return func(candidate *webrtc.ICECandidateInit) {
		message := object{"t": "ice", "pc": connection, "candidate": nil}
		if candidate != nil {
			message["candidate"] = object{"candidate": candidate.Candidate, "sdpMid": "0", "sdpMLineIndex": 0}
		}
		if attempt != nil {
			message["attempt"] = *attempt
		}
		p.socket.send(message)
	}
}
