package main

import (
	"fmt"
	"sync"
	"time"

	lksdk "github.com/livekit/server-sdk-go/v2"
)

const settles = 3 * time.Second // until the teachers' pictures flow

// A result is what main prints.
type result struct {
	Rooms        int      `json:"rooms"`
	Pupils       int      `json:"pupils"`
	Rate         float64  `json:"joins_per_s"`
	Join         summary  `json:"join"`
	Audio        summary  `json:"first_audio"`
	KeyFrame     summary  `json:"first_key_frame"`
	Failed       int      `json:"failed"`
	Reasons      []string `json:"reasons,omitempty"`
	CPUPerJoinMS float64  `json:"server_cpu_ms_per_join"`
}

func load(s server, p plan) (result, error) {
	people := &crowd{}
	defer people.leave()
	for number := range p.rooms {
		if err := s.create(roomName(number)); err != nil {
			return result{}, fmt.Errorf("no room: %w", err)
		}
		defer s.remove(roomName(number))
		teacher, err := teach(s, roomName(number))
		people.add(teacher)
		if err != nil {
			return result{}, fmt.Errorf("no teacher: %w", err)
		}
	}
	time.Sleep(settles)
	return bell(s, p, people)
}

// bell sends every pupil on the way at the planned moment.
func bell(s server, p plan, people *crowd) (result, error) {
	before, err := cpuOf(p.serverPID)
	if err != nil {
		return result{}, err
	}
	var m measured
	var f failures
	var under sync.WaitGroup
	start := time.Now()
	for number := range p.rooms * p.pupils {
		time.Sleep(time.Until(start.Add(p.due(number))))
		under.Go(func() {
			pupil, err := attend(s, fmt.Sprintf("pupil-%d", number), roomName(number%p.rooms), &m)
			people.add(pupil)
			f.add(err)
		})
	}
	under.Wait()
	after, err := cpuOf(p.serverPID)
	if err != nil {
		return result{}, err
	}
	total := p.rooms * p.pupils
	return result{
		Rooms: p.rooms, Pupils: total, Rate: p.joinsASecond,
		Join: m.join.summary(), Audio: m.audio.summary(), KeyFrame: m.keyFrame.summary(),
		Failed: f.count, Reasons: f.first,
		CPUPerJoinMS: float64((after - before).Milliseconds()) / float64(total),
	}, nil
}

// crowd is everybody who got in.
type crowd struct {
	mu  sync.Mutex
	all []*lksdk.Room
}

func (c *crowd) add(room *lksdk.Room) {
	if room == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.all = append(c.all, room)
}

func (c *crowd) leave() {
	c.mu.Lock()
	defer c.mu.Unlock()
	var leaving sync.WaitGroup
	for _, room := range c.all {
		leaving.Go(room.Disconnect)
	}
	leaving.Wait()
}

// failures counts, and keeps the first few reasons.
type failures struct {
	mu    sync.Mutex
	count int
	first []string
}

func (f *failures) add(err error) {
	if err == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.count++
	if len(f.first) < 5 {
		f.first = append(f.first, err.Error())
	}
}
