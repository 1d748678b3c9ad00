package main

import (
	"testing"

	"github.com/pion/rtp/codecs"
)

func TestKeyFramesAreToldFromOthers(t *testing.T) {
	for name, c := range map[string]struct {
		payload []byte
		begins  bool
	}{
		"nothing":                           {nil, false},
		"a descriptor alone":                {[]byte{0x10}, false},
		"a key frame":                       {[]byte{0x10, 0x00}, true},
		"an interframe":                     {[]byte{0x10, 0x01}, false},
		"a later part of a key frame":       {[]byte{0x00, 0x00}, false},
		"another partition":                 {[]byte{0x11, 0x00}, false},
		"with a short picture id":           {[]byte{0x90, 0x80, 0x7f, 0x00}, true},
		"with a long picture id":            {[]byte{0x90, 0x80, 0xff, 0x01, 0x00}, true},
		"with everything":                   {[]byte{0x90, 0xf0, 0xff, 0x01, 0x02, 0x03, 0x00}, true},
		"an interframe with everything":     {[]byte{0x90, 0xf0, 0xff, 0x01, 0x02, 0x03, 0x01}, false},
		"cut off inside its own picture id": {[]byte{0x90, 0x80, 0xff}, false},
	} {
		if got := beginsKeyFrame(c.payload); got != c.begins {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestOurPicturesSayWhatTheyAre(t *testing.T) {
	for _, key := range []bool{true, false} {
		packets := (&codecs.VP8Payloader{EnablePictureID: true}).Payload(1200, vp8(layers[2], key, 9000))
		if got := beginsKeyFrame(packets[0]); got != key {
			t.Errorf("key %v is read as %v", key, got)
		}
		if beginsKeyFrame(packets[1]) {
			t.Error("the second packet of a frame begins nothing")
		}
	}
}

func TestALostPictureBringsAKeyFrame(t *testing.T) {
	camera := &picture{layer: layers[0]}
	for number, want := range []bool{true, false, true, false} {
		if number == 2 {
			camera.lost.Store(true)
		}
		sample, _ := camera.NextSample(t.Context())
		if key := sample.Data[0]&1 == 0; key != want {
			t.Errorf("frame %d: key %v", number, key)
		}
	}
}
