package main

import (
	"sync"
	"time"

	"github.com/pion/ice/v2"
	"github.com/pion/interceptor"
	"github.com/pion/webrtc/v3"
)

var (
	opus = webrtc.RTPCodecParameters{
		RTPCodecCapability: webrtc.RTPCodecCapability{
			MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2, SDPFmtpLine: "minptime=10;useinbandfec=1",
		},
		PayloadType: 111,
	}
	vp8 = webrtc.RTPCodecParameters{
		RTPCodecCapability: webrtc.RTPCodecCapability{
			MimeType: webrtc.MimeTypeVP8, ClockRate: 90000,
			RTCPFeedback: []webrtc.RTCPFeedback{
				{Type: "ccm", Parameter: "fir"}, {Type: "nack"}, {Type: "nack", Parameter: "pli"},
			},
		},
		PayloadType: 96,
	}
	audioLevel = webrtc.RTPHeaderExtensionCapability{URI: "urn:ietf:params:rtp-hdrext:ssrc-audio-level"}
)

// newAPI has what the meetings use of a browser: one codec each, the level of sound, and reports once a second. Lost
// packets are not asked for again, so that the loss is what it is.
func newAPI() (*webrtc.API, error) {
	engine := &webrtc.MediaEngine{}
	if err := engine.RegisterCodec(opus, webrtc.RTPCodecTypeAudio); err != nil {
		return nil, err
	}
	if err := engine.RegisterCodec(vp8, webrtc.RTPCodecTypeVideo); err != nil {
		return nil, err
	}
	if err := engine.RegisterHeaderExtension(audioLevel, webrtc.RTPCodecTypeAudio); err != nil {
		return nil, err
	}
	registry := &interceptor.Registry{}
	if err := webrtc.ConfigureRTCPReports(registry); err != nil {
		return nil, err
	}
	network := webrtc.SettingEngine{}
	network.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	// A browser does not wait a second either before it says again what was lost.
	network.SetDTLSRetransmissionInterval(50 * time.Millisecond)
	network.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	return webrtc.NewAPI(
		webrtc.WithMediaEngine(engine), webrtc.WithInterceptorRegistry(registry), webrtc.WithSettingEngine(network)), nil
}

// connection is one of a person's two: it keeps candidates that come before the description that they belong to.
type connection struct {
	peer        *webrtc.PeerConnection
	mutex       sync.Mutex
	early       []webrtc.ICECandidateInit
	isDescribed bool
}

// newConnection hands its candidates to `trickle`, the last one being nil.
func newConnection(api *webrtc.API, trickle func(*webrtc.ICECandidateInit)) (*connection, error) {
	peer, err := api.NewPeerConnection(webrtc.Configuration{})
	if err != nil {
		return nil, err
	}
	peer.OnICECandidate(func(candidate *webrtc.ICECandidate) {
		if candidate == nil {
			trickle(nil)
			return
		}
		plain := candidate.ToJSON()
		trickle(&plain)
	})
	return &connection{peer: peer}, nil
}

// offer answers with the offer of what is published.
func (c *connection) offer() (string, error) {
	offer, err := c.peer.CreateOffer(nil)
	if err != nil {
		return "", err
	}
	return offer.SDP, c.peer.SetLocalDescription(offer)
}

// accept takes the other side's answer.
func (c *connection) accept(sdp string) error {
	return c.describe(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: sdp})
}

// answer takes the other side's offer and answers it.
func (c *connection) answer(sdp string) (string, error) {
	if err := c.describe(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: sdp}); err != nil {
		return "", err
	}
	answer, err := c.peer.CreateAnswer(nil)
	if err != nil {
		return "", err
	}
	return answer.SDP, c.peer.SetLocalDescription(answer)
}

func (c *connection) describe(description webrtc.SessionDescription) error {
	if err := c.peer.SetRemoteDescription(description); err != nil {
		return err
	}
	c.mutex.Lock()
	defer c.mutex.Unlock()
	c.isDescribed = true
	for _, candidate := range c.early {
		_ = c.peer.AddICECandidate(candidate)
	}
	c.early = nil
	return nil
}

// take keeps or adds a candidate of the other side's.
func (c *connection) take(candidate webrtc.ICECandidateInit) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if c.isDescribed {
		_ = c.peer.AddICECandidate(candidate)
	} else {
		c.early = append(c.early, candidate)
	}
}
