package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// The kernel counts CPU time in ticks of this length on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// cpuOf is the user and system time that a process has used; 0 for process 0.
func cpuOf(pid int) (time.Duration, error) {
	if pid == 0 {
		return 0, nil
	}
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	_, rest, found := strings.Cut(string(stat), ") ") // the name before it may hold spaces
	fields := strings.Fields(rest)
	if !found || len(fields) < 13 {
		return 0, fmt.Errorf("process %d tells no CPU time", pid)
	}
	user, userErr := strconv.Atoi(fields[11])
	system, systemErr := strconv.Atoi(fields[12])
	if userErr != nil || systemErr != nil {
		return 0, fmt.Errorf("process %d tells no CPU time", pid)
	}
	return time.Duration(user+system) * tick, nil
}
