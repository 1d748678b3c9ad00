package main

import (
	"math"
	"slices"
	"sync"
	"time"
)

// times collects durations from many goroutines.
type times struct {
	mu   sync.Mutex
	seen []time.Duration
}

func (t *times) add(d time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.seen = append(t.seen, d)
}

// A summary is in whole milliseconds; nothing measured gives zeros.
type summary struct {
	N   int     `json:"n"`
	P50 float64 `json:"p50_ms"`
	P95 float64 `json:"p95_ms"`
	P99 float64 `json:"p99_ms"`
}

func (t *times) summary() summary {
	t.mu.Lock()
	defer t.mu.Unlock()
	slices.Sort(t.seen)
	return summary{len(t.seen), quantile(t.seen, 0.50), quantile(t.seen, 0.95), quantile(t.seen, 0.99)}
}

// quantile of sorted durations by nearest rank, in milliseconds.
func quantile(sorted []time.Duration, share float64) float64 {
	if len(sorted) == 0 {
		return 0
	}
	rank := int(math.Ceil(share*float64(len(sorted)))) - 1
	return math.Round(float64(sorted[max(rank, 0)].Microseconds()) / 1000)
}
