package main

import (
	"testing"

	"github.com/pion/rtp"
)

// lostOf counts packets with these sequence numbers.
func lostOf(numbers ...uint16) uint64 {
	var counter counter
	for _, number := range numbers {
		counter.count(number, 100)
	}
	return counter.read().lost()
}

func TestLoss(t *testing.T) {
	cases := map[string]struct {
		numbers []uint16
		lost    uint64
	}{
		"none":                   {[]uint16{7, 8, 9}, 0},
		"two in the middle":      {[]uint16{7, 8, 11}, 2},
		"none where they turn":   {[]uint16{65534, 65535, 0, 1}, 0},
		"one where they turn":    {[]uint16{65534, 0, 1}, 1},
		"late ones are not lost": {[]uint16{7, 9, 8, 10}, 0},
		"nothing came":           {nil, 0},
	}
	for name, wanted := range cases {
		if lost := lostOf(wanted.numbers...); lost != wanted.lost {
			t.Errorf("%s: %d lost, and %d were expected", name, lost, wanted.lost)
		}
	}
}

func TestTotalsOfAWindow(t *testing.T) {
	var counter counter
	counter.count(1, 100)
	counter.count(3, 100)
	before := counter.read()
	counter.count(4, 50)
	counter.count(6, 50)
	window := counter.read().since(before)
	if window.packets != 2 || window.bytes != 100 || window.lost() != 1 {
		t.Errorf("the window has %+v", window)
	}
}

// packet is part of a frame of VP8: of a key frame or another one, at its start or within it.
func packet(sequence uint16, isStart, isKey, isLast bool) *rtp.Packet {
	payload := []byte{0x00, 0x01, 0x9d, 0x01}
	if isStart {
		payload[0] = 0x10
	}
	if isKey {
		payload[1] = 0x00
	}
	return &rtp.Packet{Header: rtp.Header{SequenceNumber: sequence, Marker: isLast}, Payload: payload}
}

func TestKeyFrame(t *testing.T) {
	start, middle, end := packet(1, true, true, false), packet(2, false, false, false), packet(3, false, false, true)
	cases := map[string]struct {
		packets []*rtp.Packet
		isWhole bool
	}{
		"all of it":      {[]*rtp.Packet{start, middle, end}, true},
		"one packet":     {[]*rtp.Packet{packet(1, true, true, true)}, true},
		"a hole":         {[]*rtp.Packet{start, end}, false},
		"no start":       {[]*rtp.Packet{middle, end}, false},
		"no end":         {[]*rtp.Packet{start, middle}, false},
		"no key frame":   {[]*rtp.Packet{packet(1, true, false, true)}, false},
		"behind another": {[]*rtp.Packet{packet(0, true, false, true), start, middle, end}, true},
	}
	for name, wanted := range cases {
		var keyFrames keyFrames
		isWhole := false
		for _, packet := range wanted.packets {
			isWhole = keyFrames.take(packet) || isWhole
		}
		if isWhole != wanted.isWhole {
			t.Errorf("%s: whole is %v", name, isWhole)
		}
	}
}
