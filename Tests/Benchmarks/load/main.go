// Load fills one meeting with people who speak real WebRTC (ICE, DTLS, SRTP) and counts what reaches them.
//
// Some publish a picture and sound, the others watch all of these and throw away what they receive. The same people
// meet at one of two places: in a room of a Greenroom server, by the protocol of its page, or in a room of a Janus that
// they speak to themselves. Its output is one word a line as the run goes on, "measuring" and "measured" among them,
// and a report in JSON as the last line. It ends with its input, so that nothing stays when who started it is gone.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
	"time"
)

// settings say how many people come, where to, and for how long.
type settings struct {
	target, socket, room string
	publishers, viewers  int
	picture, sound       string
	pace, patience       time.Duration
	warmUp, window       time.Duration
}

func main() {
	log.SetFlags(0)
	log.SetPrefix("load: ")
	var wanted settings
	flag.StringVar(&wanted.target, "target", "greenroom", "`greenroom` or janus")
	flag.StringVar(&wanted.socket, "socket", "", "`URL` of its WebSocket")
	flag.StringVar(&wanted.room, "room", "", "`code` of the room's guest link; a Janus gets a room of its own")
	flag.IntVar(&wanted.publishers, "publishers", 2, "people who are seen and heard")
	flag.IntVar(&wanted.viewers, "viewers", 3, "people who watch them")
	flag.StringVar(&wanted.picture, "picture", "", "IVF `file` with VP8, published again and again")
	flag.StringVar(&wanted.sound, "sound", "", "Ogg `file` with Opus, one packet a page")
	flag.DurationVar(&wanted.pace, "pace", 200*time.Millisecond, "time from one person's coming to the next one's")
	flag.DurationVar(&wanted.patience, "patience", 30*time.Second, "how long to wait until all is there that should be")
	flag.DurationVar(&wanted.warmUp, "warm-up", 5*time.Second, "time before the measuring")
	flag.DurationVar(&wanted.window, "window", 20*time.Second, "time that is measured")
	flag.Parse()

	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(1)
	}()
	report, err := run(wanted)
	if err != nil {
		log.Fatal(err)
	}
	if err := report.write(os.Stdout); err != nil {
		log.Fatal(err)
	}
}

// say tells who started this how far it is.
func say(word string) { fmt.Println(word) }
