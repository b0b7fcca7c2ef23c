package main

import (
	"reflect"
	"time"
)

// tile is a picture that is on the screen.
type tile struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`
	Size string `json:"size"`
}

// viewPause is how long the page waits whether more changes before it tells what it shows.
const viewPause = 200 * time.Millisecond

// changeCamera keeps whose cameras are on, in the order in which they came.
func (p *page) changeCamera(id string, isOn bool) {
	kept := []string{}
	for _, other := range p.cameras {
		if other != id {
			kept = append(kept, other)
		}
	}
	if isOn && id != p.id {
		kept = append(kept, id)
	}
	if len(kept) != len(p.cameras) {
		p.cameras = kept
		p.changeView()
	}
}

// changeView tells what is on the screen once nothing has changed for a moment. Publishers hear the others, and look
// elsewhere.
func (p *page) changeView() {
	tiles := []tile{}
	for _, id := range p.cameras {
		if len(p.publications) == 0 {
			tiles = append(tiles, tile{id, camera, "medium"})
		}
	}
	if p.telling != nil {
		p.telling.Stop()
	}
	p.telling = time.AfterFunc(viewPause, func() {
		p.mutex.Lock()
		isTold := reflect.DeepEqual(p.told, tiles)
		p.told = tiles
		p.mutex.Unlock()
		if !isTold {
			p.socket.send(object{"t": "view", "tiles": tiles})
		}
	})
}
