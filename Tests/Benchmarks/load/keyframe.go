package main

import (
	"github.com/pion/rtp"
	"github.com/pion/rtp/codecs"
)

// keyFrames finds the first key frame of VP8 of which every packet has come, in order (RFC 7741).
type keyFrames struct {
	isInside bool
	next     uint16
}

// take answers whether this packet completes one.
func (k *keyFrames) take(packet *rtp.Packet) bool {
	var vp8 codecs.VP8Packet
	frame, err := vp8.Unmarshal(packet.Payload)
	if err != nil || len(frame) == 0 {
		k.isInside = false
		return false
	}
	if vp8.S == 1 && vp8.PID == 0 {
		// The lowest bit of the frame's first byte is 0 in key frames (RFC 6386 section 9.1).
		k.isInside = frame[0]&1 == 0
	} else if packet.SequenceNumber != k.next {
		k.isInside = false
	}
	k.next = packet.SequenceNumber + 1
	return k.isInside && packet.Marker
}
