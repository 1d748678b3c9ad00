package main

import (
	"testing"
	"time"
)

func TestQuantilesByNearestRank(t *testing.T) {
	all := &times{}
	for ms := 100; ms >= 1; ms-- {
		all.add(time.Duration(ms) * time.Millisecond)
	}
	if got, want := all.summary(), (summary{100, 50, 95, 99}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := (&times{}).summary(); got != (summary{}) {
		t.Errorf("nothing measured gives %v", got)
	}
}
