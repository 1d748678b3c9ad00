package main

import (
	"context"
	"time"

	"github.com/livekit/protocol/auth"
	"github.com/livekit/protocol/livekit"
	lksdk "github.com/livekit/server-sdk-go/v2"
)

const (
	tokenLives = 5 * time.Minute
	roomWaits  = 60 // seconds, empty
)

var patience = lksdk.WithConnectTimeout(15 * time.Second)

// server is the media server under load.
type server struct{ url, key, secret string }

func (s server) token(name, room string, publishes bool) (string, error) {
	grant := &auth.VideoGrant{RoomJoin: true, Room: room, CanPublish: &publishes}
	return auth.NewAccessToken(s.key, s.secret).
		SetIdentity(name).SetVideoGrant(grant).SetValidFor(tokenLives).ToJWT()
}

func (s server) create(room string) error {
	_, err := s.service().CreateRoom(context.Background(), &livekit.CreateRoomRequest{
		Name: room, EmptyTimeout: roomWaits,
	})
	return err
}

// remove sends everybody out; a room that stays behind closes by itself.
func (s server) remove(room string) {
	_, _ = s.service().DeleteRoom(context.Background(), &livekit.DeleteRoomRequest{Room: room})
}

func (s server) service() *lksdk.RoomServiceClient {
	return lksdk.NewRoomServiceClient(s.url, s.key, s.secret)
}
