package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/pion/webrtc/v3/pkg/media/ivfreader"
	"github.com/pion/webrtc/v3/pkg/media/oggreader"
)

// clip is what is published again and again: encoded frames, each of the same length in time. It begins with a frame
// that needs no other.
type clip struct {
	frames   [][]byte
	duration time.Duration
}

// opusFrame is how much sound is in one packet.
const opusFrame = 20 * time.Millisecond

// readPicture reads an IVF file.
func readPicture(path string) (clip, error) {
	return readClip(path, func(file io.Reader) (time.Duration, func() ([]byte, error), error) {
		reader, header, err := ivfreader.NewWith(file)
		if err != nil {
			return 0, nil, err
		}
		seconds := float64(header.TimebaseNumerator) / float64(header.TimebaseDenominator)
		return time.Duration(seconds * float64(time.Second)), func() ([]byte, error) {
			frame, _, err := reader.ParseNextFrame()
			return frame, err
		}, nil
	})
}

// readSound reads an Ogg file that has one packet of Opus on each page.
func readSound(path string) (clip, error) {
	return readClip(path, func(file io.Reader) (time.Duration, func() ([]byte, error), error) {
		reader, _, err := oggreader.NewWith(file)
		if err != nil {
			return 0, nil, err
		}
		return opusFrame, func() ([]byte, error) {
			page, _, err := reader.ParseNextPage()
			if bytes.HasPrefix(page, []byte("OpusTags")) {
				page, _, err = reader.ParseNextPage()
			}
			return page, err
		}, nil
	})
}

// readClip reads a file to its end. `open` answers with the length of a frame, and what reads the next one.
func readClip(path string, open func(io.Reader) (time.Duration, func() ([]byte, error), error)) (clip, error) {
	file, err := os.Open(path)
	if err != nil {
		return clip{}, err
	}
	defer file.Close()
	duration, next, err := open(file)
	read := clip{duration: duration}
	for err == nil {
		var frame []byte
		if frame, err = next(); err == nil {
			read.frames = append(read.frames, frame)
		}
	}
	if !errors.Is(err, io.EOF) {
		return clip{}, fmt.Errorf("%s: %w", path, err)
	}
	if len(read.frames) == 0 || duration <= 0 {
		return clip{}, fmt.Errorf("%s has no frames", path)
	}
	return read, nil
}
