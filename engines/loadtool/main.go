// Loadtool brings classes to a media server and measures how long they wait.
//
// M rooms, each with a teacher who speaks and films; N pupils a room, who set out
// at R joins a second in all, however long the ones before them take (an open
// loop, as at a school bell).  It prints one line of JSON: milliseconds to join,
// to the first sound and to the first key frame, failures, and the server's CPU
// milliseconds per join.  Frames are random bytes under true headers, in the
// sizes of a browser's 720p simulcast.  Key and secret come from LIVEKIT_API_KEY
// and LIVEKIT_API_SECRET.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/livekit/protocol/logger"
	lksdk "github.com/livekit/server-sdk-go/v2"
)

type plan struct {
	rooms, pupils int
	joinsASecond  float64
	serverPID     int
}

func main() {
	var p plan
	url := flag.String("url", "ws://127.0.0.1:7880", "address of the media server")
	flag.IntVar(&p.rooms, "rooms", 1, "number of rooms, each with a teacher")
	flag.IntVar(&p.pupils, "pupils", 30, "pupils in each room")
	flag.Float64Var(&p.joinsASecond, "rate", 20, "joins a second, in all rooms together")
	flag.IntVar(&p.serverPID, "server-pid", 0, "process whose CPU time is counted (0: none)")
	flag.Parse()
	if p.rooms < 1 || p.pupils < 1 || p.joinsASecond <= 0 {
		fail(fmt.Errorf("rooms, pupils and rate are more than zero"))
	}
	lksdk.SetLogger(logger.GetDiscardLogger())
	s := server{*url, os.Getenv("LIVEKIT_API_KEY"), os.Getenv("LIVEKIT_API_SECRET")}
	found, err := load(s, p)
	if err != nil {
		fail(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(found); err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "loadtool:", err)
	os.Exit(1)
}

func roomName(number int) string {
	return fmt.Sprintf("load-%d-%d", os.Getpid(), number)
}

// due is the moment at which a pupil sets out.
func (p plan) due(number int) time.Duration {
	return time.Duration(float64(number) / p.joinsASecond * float64(time.Second))
}
