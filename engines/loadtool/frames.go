package main

import (
	"context"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"github.com/livekit/protocol/livekit"
	lksdk "github.com/livekit/server-sdk-go/v2"
	"github.com/pion/webrtc/v4/pkg/media"
)

// A layer is one picture size of a simulcast video.
type layer struct {
	quality       livekit.VideoQuality
	width, height uint16
	bitsPerSecond int
}

const (
	framesPerSecond  = 20
	secondsPerKey    = 4 // between key frames that nobody asked for
	keyFrameWeight   = 6 // a key frame weighs as much as so many others
	opusBytes        = 60
	opusFrame        = 20 * time.Millisecond
	opusStereoHybrid = 0x7c // table of contents: fullband, 20 ms, one frame
)

// layers are the sizes and rates that a browser sends of a 720p camera.
var layers = []layer{
	{livekit.VideoQuality_LOW, 320, 180, 160_000},
	{livekit.VideoQuality_MEDIUM, 640, 360, 450_000},
	{livekit.VideoQuality_HIGH, 1280, 720, 1_700_000},
}

// picture makes VP8 frames that are never decoded: a true header (RFC 6386 §9.1)
// over random bytes, in the sizes of a living camera.  A picture loss makes the
// next one a key frame, as an encoder would.
type picture struct {
	lksdk.BaseSampleProvider
	layer layer
	lost  atomic.Bool
	count int
}

func (p *picture) NextSample(context.Context) (media.Sample, error) {
	key := p.lost.Swap(false) || p.count%(framesPerSecond*secondsPerKey) == 0
	p.count++
	bytes := p.layer.bitsPerSecond / 8 / framesPerSecond
	if key {
		bytes *= keyFrameWeight
	}
	return media.Sample{Data: vp8(p.layer, key, bytes), Duration: time.Second / framesPerSecond}, nil
}

func vp8(l layer, key bool, bytes int) []byte {
	frame := noise(max(bytes, 10))
	frame[0] |= 0x01 // an interframe
	if key {
		frame[0] &^= 0x01
		copy(frame[3:], []byte{0x9d, 0x01, 0x2a})
		frame[6], frame[7] = byte(l.width), byte(l.width>>8)
		frame[8], frame[9] = byte(l.height), byte(l.height>>8)
	}
	return frame
}

// voice makes Opus packets of somebody who never stops talking, about 24 kbit/s.
type voice struct{ lksdk.BaseSampleProvider }

func (*voice) NextSample(context.Context) (media.Sample, error) {
	packet := noise(opusBytes)
	packet[0] = opusStereoHybrid
	return media.Sample{Data: packet, Duration: opusFrame}, nil
}

func noise(bytes int) []byte {
	made := make([]byte, bytes)
	for at := range made {
		made[at] = byte(rand.Uint32())
	}
	return made
}
