package main

import "sync"

// totals are what has come or gone since the beginning. `span` is how many sequence numbers were passed.
type totals struct{ packets, bytes, span uint64 }

// since says what was added to earlier totals.
func (t totals) since(before totals) totals {
	return totals{t.packets - before.packets, t.bytes - before.bytes, t.span - before.span}
}

// lost are the sequence numbers without a packet. Late packets of an earlier time may outnumber them.
func (t totals) lost() uint64 {
	if t.span < t.packets {
		return 0
	}
	return t.span - t.packets
}

// counter counts the packets of one stream.
type counter struct {
	mutex   sync.Mutex
	now     totals
	highest uint16
}

// count takes a packet of `size` bytes with its RTP header.
func (c *counter) count(sequence uint16, size int) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	// Sequence numbers turn over (RFC 3550 section A.1): less than half of them ahead is newer.
	ahead := sequence - c.highest
	switch {
	case c.now.packets == 0:
		c.highest, c.now.span = sequence, 1
	case ahead < 1<<15:
		c.highest, c.now.span = sequence, c.now.span+uint64(ahead)
	}
	c.now.packets++
	c.now.bytes += uint64(size)
}

func (c *counter) read() totals {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	return c.now
}
