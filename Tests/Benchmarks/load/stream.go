package main

import (
	"encoding/binary"
	"sync/atomic"
	"time"

	"github.com/pion/rtp"
	"github.com/pion/webrtc/v3"
)

// source is whose stream it is, and what.
type source struct{ person, kind string }

const (
	mic    = "mic"
	camera = "camera"
)

// stream is one track of somebody else's, as it comes in.
type stream struct {
	source
	received counter
	// Nanoseconds from the beginning of the joining; 0 as long as it has not come.
	firstPacket, keyFrame atomic.Int64
}

// isWhole is whether all has come that a page needs to show or play it.
func (s *stream) isWhole() bool {
	return s.firstPacket.Load() != 0 && (s.kind != camera || s.keyFrame.Load() != 0)
}

// receive counts all packets until the connection ends.
func (s *stream) receive(track *webrtc.TrackRemote, began time.Time) {
	buffer := make([]byte, 1500)
	var keyFrames keyFrames
	for {
		size, _, err := track.Read(buffer)
		if err != nil {
			return
		}
		if size < 12 {
			continue
		}
		s.received.count(binary.BigEndian.Uint16(buffer[2:]), size)
		if s.firstPacket.Load() == 0 {
			s.firstPacket.Store(int64(time.Since(began)))
		}
		if s.kind == camera && s.keyFrame.Load() == 0 {
			var packet rtp.Packet
			if packet.Unmarshal(buffer[:size]) == nil && keyFrames.take(&packet) {
				s.keyFrame.Store(int64(time.Since(began)))
			}
		}
	}
}
