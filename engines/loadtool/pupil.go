package main

import (
	"errors"
	"fmt"
	"sync"
	"time"

	lksdk "github.com/livekit/server-sdk-go/v2"
	"github.com/pion/rtp"
	"github.com/pion/webrtc/v4"
)

const mediaLimit = 15 * time.Second

var errSilent = errors.New("no sound or no picture in time")

// measured is what the pupils saw, from the moment at which each set out.
type measured struct{ join, audio, keyFrame times }

// attend joins a room, waits for the first sound and the first key frame, and
// stays.  The room is nil when there was no way in.
func attend(s server, name, room string, m *measured) (*lksdk.Room, error) {
	token, err := s.token(name, room, false)
	if err != nil {
		return nil, err
	}
	came := newArrival(m)
	joined, err := lksdk.ConnectToRoomWithToken(
		s.url, token, came.callback(), patience, lksdk.WithSinglePeerConnection(),
	)
	if err != nil {
		return nil, fmt.Errorf("no way in: %w", err)
	}
	m.join.add(time.Since(came.at))
	select {
	case <-came.complete:
		return joined, nil
	case <-time.After(mediaLimit):
		return joined, errSilent
	}
}

// An arrival ends with the first sound and the first picture.
type arrival struct {
	at         time.Time
	heard, saw func()
	complete   chan struct{}
}

func newArrival(m *measured) *arrival {
	came := &arrival{at: time.Now(), complete: make(chan struct{})}
	var both sync.WaitGroup
	both.Add(2)
	first := func(into *times) func() {
		return sync.OnceFunc(func() { into.add(time.Since(came.at)); both.Done() })
	}
	came.heard, came.saw = first(&m.audio), first(&m.keyFrame)
	go func() { both.Wait(); close(came.complete) }()
	return came
}

func (a *arrival) callback() *lksdk.RoomCallback {
	return &lksdk.RoomCallback{ParticipantCallback: lksdk.ParticipantCallback{
		OnTrackSubscribed: func(t *webrtc.TrackRemote, _ *lksdk.RemoteTrackPublication, _ *lksdk.RemoteParticipant) {
			a.listen(t)
		},
	}}
}

// listen reads packets to the track's end: an unread track would fill up.
func (a *arrival) listen(track *webrtc.TrackRemote) {
	video := track.Kind() == webrtc.RTPCodecTypeVideo
	for {
		packet, _, err := track.ReadRTP()
		if err != nil {
			return
		}
		a.take(packet, video)
	}
}

func (a *arrival) take(packet *rtp.Packet, video bool) {
	switch {
	case video && beginsKeyFrame(packet.Payload):
		a.saw()
	case !video && len(packet.Payload) > 0:
		a.heard()
	}
}
