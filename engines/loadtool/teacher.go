package main

import (
	"github.com/livekit/protocol/livekit"
	lksdk "github.com/livekit/server-sdk-go/v2"
	"github.com/pion/rtcp"
	"github.com/pion/webrtc/v4"
)

// teach joins a room with a voice and a simulcast picture.  The SDK needs two
// peer connections for simulcast, so a teacher asks for nothing special.
func teach(s server, room string) (*lksdk.Room, error) {
	token, err := s.token("teacher", room, true)
	if err != nil {
		return nil, err
	}
	joined, err := lksdk.ConnectToRoomWithToken(s.url, token, &lksdk.RoomCallback{}, patience)
	if err != nil {
		return nil, err
	}
	if err := speak(joined); err != nil {
		return joined, err
	}
	return joined, film(joined)
}

func speak(room *lksdk.Room) error {
	track, err := lksdk.NewLocalTrack(webrtc.RTPCodecCapability{
		MimeType: webrtc.MimeTypeOpus, ClockRate: 48000, Channels: 2,
	})
	if err != nil {
		return err
	}
	track.OnBind(func() { _ = track.StartWrite(&voice{}, nil) })
	_, err = room.LocalParticipant.PublishTrack(track, &lksdk.TrackPublicationOptions{
		Name: "microphone", Source: livekit.TrackSource_MICROPHONE, DisableDTX: true,
	})
	return err
}

func film(room *lksdk.Room) error {
	tracks := make([]*lksdk.LocalTrack, 0, len(layers))
	for _, each := range layers {
		track, err := camera(each)
		if err != nil {
			return err
		}
		tracks = append(tracks, track)
	}
	top := layers[len(layers)-1]
	_, err := room.LocalParticipant.PublishSimulcastTrack(tracks, &lksdk.TrackPublicationOptions{
		Name: "camera", Source: livekit.TrackSource_CAMERA,
		VideoWidth: int(top.width), VideoHeight: int(top.height),
	})
	return err
}

func camera(l layer) (*lksdk.LocalTrack, error) {
	source := &picture{layer: l}
	track, err := lksdk.NewLocalTrack(
		webrtc.RTPCodecCapability{MimeType: webrtc.MimeTypeVP8, ClockRate: 90000},
		lksdk.WithSimulcast("camera", &livekit.VideoLayer{
			Quality: l.quality, Width: uint32(l.width), Height: uint32(l.height),
		}),
		lksdk.WithRTCPHandler(func(packet rtcp.Packet) {
			if _, lost := packet.(*rtcp.PictureLossIndication); lost {
				source.lost.Store(true)
			}
		}),
	)
	if err == nil {
		track.OnBind(func() { _ = track.StartWrite(source, nil) })
	}
	return track, err
}
