package main

import (
	"sync/atomic"
	"time"

	"github.com/pion/rtcp"
	"github.com/pion/rtp"
	"github.com/pion/rtp/codecs"
	"github.com/pion/webrtc/v3"
)

// packetSize is the largest RTP packet, as browsers send them.
const packetSize = 1200

// keyFramePause is the least time between two frames that were asked for, as in browsers.
const keyFramePause = 300 * time.Millisecond

// publication is one track that goes out.
type publication struct {
	clip       clip
	local      *webrtc.TrackLocalStaticRTP
	packetizer rtp.Packetizer
	samples    uint32
	sent       counter
	levelID    uint8
	isAsked    atomic.Bool
}

// newPublication makes a track of a clip. `kind` is mic or camera.
func newPublication(kind string, clip clip) (*publication, error) {
	codec, payloader := opus.RTPCodecCapability, rtp.Payloader(&codecs.OpusPayloader{})
	if kind == camera {
		codec, payloader = vp8.RTPCodecCapability, &codecs.VP8Payloader{EnablePictureID: true}
	}
	local, err := webrtc.NewTrackLocalStaticRTP(codec, kind, "person")
	if err != nil {
		return nil, err
	}
	return &publication{
		clip: clip, local: local,
		packetizer: rtp.NewPacketizer(packetSize, 0, 0, payloader, rtp.NewRandomSequencer(), codec.ClockRate),
		samples:    uint32(clip.duration.Seconds() * float64(codec.ClockRate)),
	}, nil
}

// add makes it part of a connection.
func (p *publication) add(connection *connection) error {
	line, err := connection.peer.AddTransceiverFromTrack(
		p.local, webrtc.RTPTransceiverInit{Direction: webrtc.RTPTransceiverDirectionSendonly})
	if err != nil {
		return err
	}
	go p.listen(line.Sender())
	return nil
}

// listen waits for requests of a key frame, until the connection is closed.
func (p *publication) listen(sender *webrtc.RTPSender) {
	for {
		packets, _, err := sender.ReadRTCP()
		if err != nil {
			return
		}
		for _, packet := range packets {
			switch packet.(type) {
			case *rtcp.PictureLossIndication, *rtcp.FullIntraRequest:
				p.isAsked.Store(true)
			}
		}
	}
}

// run sends frame by frame at the clip's pace until `done`. It begins anew when it is asked for a key frame.
func (p *publication) run(done <-chan struct{}) {
	next, begun := 0, time.Now()
	for due := begun; ; due = due.Add(p.clip.duration) {
		late := time.Since(due)
		// A moment without processor is made good, as an encoder does; more is a hole.
		if late > time.Second {
			due, late = due.Add(late), 0
		}
		select {
		case <-done:
			return
		case <-time.After(-late):
		}
		if time.Since(begun) >= keyFramePause && p.isAsked.Swap(false) {
			next, begun = 0, time.Now()
		}
		p.send(p.clip.frames[next])
		next = (next + 1) % len(p.clip.frames)
	}
}

func (p *publication) send(frame []byte) {
	for _, packet := range p.packetizer.Packetize(frame, p.samples) {
		if p.levelID != 0 {
			_ = packet.SetExtension(p.levelID, loudness)
		}
		// An error means that the connection has gone, which shows in what others receive.
		_ = p.local.WriteRTP(packet)
		p.sent.count(packet.SequenceNumber, packet.MarshalSize())
	}
}

// loudness is what a track of sound says about itself (RFC 6464): someone speaks.
var loudness, _ = rtp.AudioLevelExtension{Level: 30, Voice: true}.Marshal()
