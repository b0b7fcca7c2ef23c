package main

import (
	"encoding/json"
	"io"
	"time"
)

// report is what was counted in the window, and how long it took to come.
type report struct {
	Seconds float64        `json:"seconds"`
	Sent    []sentReport   `json:"sent"`
	Streams []streamReport `json:"streams"`
	Joins   []joinReport   `json:"joins"`
}

// sentReport is what a publisher sent of a kind. Bytes have the headers of RTP, and nothing below it.
type sentReport struct {
	Publisher int    `json:"publisher"`
	Kind      string `json:"kind"`
	Packets   uint64 `json:"packets"`
	Bytes     uint64 `json:"bytes"`
}

// streamReport is what came to someone of a publisher's. `Viewer` is null for what publishers hear of each other.
// Milliseconds count from the opening of the socket; null means never.
type streamReport struct {
	Viewer      *int     `json:"viewer"`
	Publisher   int      `json:"publisher"`
	Kind        string   `json:"kind"`
	Packets     uint64   `json:"packets"`
	Bytes       uint64   `json:"bytes"`
	Lost        uint64   `json:"lost"`
	FirstPacket *float64 `json:"first_packet_ms"`
	KeyFrame    *float64 `json:"key_frame_ms"`
}

// joinReport is when a viewer had the first packet of a picture, a whole picture of one publisher, and of all.
type joinReport struct {
	Viewer       int      `json:"viewer"`
	FirstPacket  *float64 `json:"first_packet_ms"`
	FirstPicture *float64 `json:"first_picture_ms"`
	AllPictures  *float64 `json:"all_pictures_ms"`
}

func (r *report) write(out io.Writer) error { return json.NewEncoder(out).Encode(r) }

// snapshot is what all counters said at one moment.
type snapshot struct {
	at     time.Time
	totals map[*counter]totals
}

func (m *meeting) count() snapshot {
	taken := snapshot{time.Now(), map[*counter]totals{}}
	for _, guest := range m.everybody() {
		for _, publication := range guest.self().publications {
			taken.totals[&publication.sent] = publication.sent.read()
		}
		for _, stream := range guest.self().received() {
			taken.totals[&stream.received] = stream.received.read()
		}
	}
	return taken
}

func (m *meeting) everybody() []guest {
	return append(append([]guest{}, m.publishers...), m.viewers...)
}

// report compares the counters with what they said before.
func (m *meeting) report(before snapshot) *report {
	after := m.count()
	made := &report{Seconds: after.at.Sub(before.at).Seconds()}
	counted := func(counter *counter) totals { return after.totals[counter].since(before.totals[counter]) }
	for index, publisher := range m.publishers {
		for _, publication := range publisher.self().publications {
			sent := counted(&publication.sent)
			made.Sent = append(made.Sent, sentReport{index, publication.local.ID(), sent.packets, sent.bytes})
		}
		made.add(nil, publisher, m.publishers, counted)
	}
	for index, viewer := range m.viewers {
		number := index
		made.add(&number, viewer, m.publishers, counted)
		made.Joins = append(made.Joins, joining(number, viewer.self().received(), len(m.publishers)))
	}
	return made
}

// add tells all that one person could have received of the publishers, in their order.
func (r *report) add(viewer *int, person guest, publishers []guest, counted func(*counter) totals) {
	streams := person.self().received()
	for index, publisher := range publishers {
		for _, kind := range []string{mic, camera} {
			found := streams[source{publisher.self().id, kind}]
			if found == nil && (viewer == nil || person == publisher) {
				continue
			}
			row := streamReport{Viewer: viewer, Publisher: index, Kind: kind}
			if found != nil {
				got := counted(&found.received)
				row.Packets, row.Bytes, row.Lost = got.packets, got.bytes, got.lost()
				row.FirstPacket = milliseconds(found.firstPacket.Load())
				row.KeyFrame = milliseconds(found.keyFrame.Load())
			}
			r.Streams = append(r.Streams, row)
		}
	}
}

func joining(viewer int, streams map[source]*stream, pictures int) joinReport {
	var packet, first, last int64
	for source, stream := range streams {
		if source.kind != camera {
			continue
		}
		packet = earliest(packet, stream.firstPacket.Load())
		if frame := stream.keyFrame.Load(); frame != 0 {
			pictures--
			first = earliest(first, frame)
			if frame > last {
				last = frame
			}
		}
	}
	if pictures > 0 {
		last = 0
	}
	return joinReport{viewer, milliseconds(packet), milliseconds(first), milliseconds(last)}
}

// earliest passes over what has not come.
func earliest(one, other int64) int64 {
	if one == 0 || other != 0 && other < one {
		return other
	}
	return one
}

// milliseconds is nil for what has not come.
func milliseconds(nanoseconds int64) *float64 {
	if nanoseconds == 0 {
		return nil
	}
	value := float64(nanoseconds) / float64(time.Millisecond)
	return &value
}
