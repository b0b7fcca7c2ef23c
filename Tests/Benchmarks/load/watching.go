package main

import "github.com/pion/webrtc/v3"

// watch answers an offer of other people's streams. `sources` tells which section is whose.
func (p *person) watch(
	offer string, sources map[string]source, trickle func(*webrtc.ICECandidateInit),
) (string, error) {
	p.mutex.Lock()
	for mid, source := range sources {
		p.sources[mid] = source
	}
	p.mutex.Unlock()
	if p.watching == nil {
		connection, err := newConnection(p.api, trickle)
		if err != nil {
			return "", err
		}
		connection.peer.OnTrack(func(track *webrtc.TrackRemote, receiver *webrtc.RTPReceiver) {
			for _, line := range connection.peer.GetTransceivers() {
				if line.Receiver() == receiver {
					p.stream(line.Mid()).receive(track, p.began)
					return
				}
			}
		})
		p.watching = connection
	}
	return p.watching.answer(offer)
}

func (p *person) stream(mid string) *stream {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	source := p.sources[mid]
	if p.streams[source] == nil {
		p.streams[source] = &stream{source: source}
	}
	return p.streams[source]
}

// received are the streams that have come so far.
func (p *person) received() map[source]*stream {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	found := map[source]*stream{}
	for source, stream := range p.streams {
		found[source] = stream
	}
	return found
}

// has is whether so many streams are there whole.
func (p *person) has(streams int) bool {
	for _, stream := range p.received() {
		if stream.isWhole() {
			streams--
		}
	}
	return streams <= 0
}
