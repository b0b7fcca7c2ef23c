package main

import (
	"encoding/json"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// socket carries JSON, one message a frame.
type socket struct {
	connection *websocket.Conn
	mutex      sync.Mutex
}

// object is a message that is written.
type object map[string]any

func openSocket(url string, protocols ...string) (*socket, error) {
	dialer := websocket.Dialer{Subprotocols: protocols, HandshakeTimeout: answerTime}
	connection, _, err := dialer.Dial(url, nil)
	if err != nil {
		return nil, err
	}
	return &socket{connection: connection}, nil
}

// answerTime is how long an answer may take.
const answerTime = 20 * time.Second

// send may be called from everywhere. Where the socket has gone, reading tells.
func (s *socket) send(message object) {
	text, err := json.Marshal(message)
	if err != nil {
		panic(err)
	}
	s.mutex.Lock()
	defer s.mutex.Unlock()
	_ = s.connection.WriteMessage(websocket.TextMessage, text)
}

// read waits for the next message.
func (s *socket) read(message any) error {
	_, text, err := s.connection.ReadMessage()
	if err != nil {
		return err
	}
	return json.Unmarshal(text, message)
}
