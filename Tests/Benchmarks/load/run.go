package main

import (
	"fmt"
	"sync"
	"time"

	"github.com/pion/webrtc/v3"
)

// meeting is everybody who came.
type meeting struct {
	settings
	api                 *webrtc.API
	pictures, sounds    clip
	publishers, viewers []guest
}

// run fills the meeting, measures, and answers with what was counted.
func run(wanted settings) (*report, error) {
	meeting := &meeting{settings: wanted}
	var err error
	if meeting.api, err = newAPI(); err != nil {
		return nil, err
	}
	if meeting.pictures, err = readPicture(wanted.picture); err != nil {
		return nil, err
	}
	if meeting.sounds, err = readSound(wanted.sound); err != nil {
		return nil, err
	}
	if err = meeting.publish(); err != nil {
		return nil, err
	}
	say("published")
	meeting.watch()
	say("watched")
	time.Sleep(wanted.warmUp)
	before := meeting.count()
	say("measuring")
	time.Sleep(wanted.window)
	say("measured")
	return meeting.report(before), nil
}

// publish brings in those who are seen and heard, one after the other, until all of them hear all others.
func (m *meeting) publish() error {
	if m.target != greenroom {
		if err := makePlainRoom(m.socket, m.settings.publishers); err != nil {
			return err
		}
	}
	for number := 1; number <= m.settings.publishers; number++ {
		sound, err := newPublication(mic, m.sounds)
		if err != nil {
			return err
		}
		picture, err := newPublication(camera, m.pictures)
		if err != nil {
			return err
		}
		publisher, err := m.join(fmt.Sprintf("Publisher %d", number), []*publication{sound, picture})
		if err != nil {
			return err
		}
		m.publishers = append(m.publishers, publisher)
		if !m.wait(publisher.self().isSending) {
			return fmt.Errorf("%s could not connect in time", publisher.self().name)
		}
	}
	others := len(m.publishers) - 1
	for _, publisher := range m.publishers {
		m.wait(func() bool { return publisher.knows(others) })
		if err := publisher.listen(); err != nil {
			return err
		}
	}
	for _, publisher := range m.publishers {
		if !m.wait(func() bool { return publisher.self().has(others) }) {
			publisher.self().complain("does not hear all others")
		}
	}
	return nil
}

// watch brings in those who watch, at a steady pace however long each of them takes, until all have all there is.
func (m *meeting) watch() {
	m.viewers = make([]guest, m.settings.viewers)
	var joining sync.WaitGroup
	for index := range m.viewers {
		joining.Add(1)
		go func(index int) {
			defer joining.Done()
			name := fmt.Sprintf("Viewer %d", index+1)
			viewer, err := m.join(name, nil)
			if err != nil {
				// Their streams are missing in the report.
				viewer = &user{person: newPerson(name, m.api, nil)}
				viewer.self().complain("%v", err)
			}
			m.viewers[index] = viewer
		}(index)
		time.Sleep(m.pace)
	}
	joining.Wait()
	m.wait(func() bool {
		for _, viewer := range m.viewers {
			if !viewer.self().has(2 * len(m.publishers)) {
				return false
			}
		}
		return true
	})
}

// greenroom is the name of our own target.
const greenroom = "greenroom"

// join counts from now on how long it takes.
func (m *meeting) join(name string, publications []*publication) (guest, error) {
	person := newPerson(name, m.api, publications)
	if m.target == greenroom {
		return openPage(m.socket, m.room, person)
	}
	return openUser(m.socket, person)
}

// wait answers whether the condition became true in time.
func (m *meeting) wait(condition func() bool) bool {
	for end := time.Now().Add(m.patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if condition() {
			return true
		}
	}
	return false
}
