package main

import (
	"fmt"

	"github.com/pion/webrtc/v3"
)

// take does what the page does with a message.
func (p *page) take(message pageMessage) error {
	switch message.T {
	case "welcome":
		p.socket.send(object{"t": "enter", "name": p.name})
	case "entered":
		p.enter(message)
	case "refused", "ended":
		p.entered <- fmt.Errorf("%s: %s", message.T, message.Text)
	case "media":
		return p.media(message)
	case "publish-answer":
		return p.publishing.accept(message.SDP)
	case "subscribe-offer":
		return p.show(message)
	case "ice":
		p.takeCandidate(message)
	case "member-joined":
		p.changeCamera(message.Member.ID, message.Member.Camera)
	case "member-state":
		p.changeCamera(message.ID, message.Camera)
	case "member-left":
		p.changeCamera(message.ID, false)
	case "media-problem", "error":
		p.complain("%s: %s", message.T, message.Text)
	}
	return nil
}

func (p *page) enter(message pageMessage) {
	p.id = message.You.ID
	isPublisher := len(p.publications) > 0
	p.socket.send(object{"t": "state", "mic": isPublisher, "camera": isPublisher, "screen": false, "hand": false})
	for _, member := range message.Members {
		p.changeCamera(member.ID, member.Camera)
	}
	p.entered <- nil
}

// media builds the connections, anew when the server says so again.
func (p *page) media(message pageMessage) error {
	p.drop()
	if message.State == "unavailable" {
		p.complain("there is no media: %s", message.Text)
	}
	if message.State != "ready" {
		return nil
	}
	p.attempt = message.Attempt
	p.mutex.Lock()
	p.told = nil
	p.mutex.Unlock()
	p.changeView()
	if len(p.publications) == 0 {
		return nil
	}
	offer, tracks, err := p.publish(p.trickle("publish"))
	if err != nil {
		return err
	}
	p.say(object{"t": "publish", "sdp": offer, "tracks": tracks})
	return nil
}

// show answers an offer of other people's streams.
func (p *page) show(message pageMessage) error {
	sources := map[string]source{}
	for _, shown := range message.Map {
		if shown.Active {
			sources[shown.Mid] = source{shown.ID, shown.Kind}
		}
	}
	answer, err := p.watch(message.SDP, sources, p.trickle("subscribe"))
	if err != nil {
		p.say(object{"t": "ice-restart"})
		return err
	}
	p.say(object{"t": "subscribe-answer", "sdp": answer})
	return nil
}

func (p *page) takeCandidate(message pageMessage) {
	connection := p.watching
	if message.PC == "publish" {
		connection = p.publishing
	}
	candidate := webrtc.ICECandidateInit{}
	if message.Candidate != nil {
		candidate = *message.Candidate
	}
	if connection != nil {
		connection.take(candidate)
	}
}
