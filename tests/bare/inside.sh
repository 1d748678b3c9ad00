#!/usr/bin/env bash
# Runs on the bare machine: start, look, stop, start again, test.
set -euo pipefail
cd /srv/parta
for absent in node go cc uv livekit-server; do
  ! command -v $absent >/dev/null || { echo "bare: this machine has $absent" >&2; exit 1; }
done

begin() { # start in the background, and wait until the sites answer
  SECONDS=0
  setsid make run &
  running=$!
  until_there sites
}

until_there() { # wait for a part, or fail when the start does
  PYTHONPATH=. python3 tests/bare/wait_for.py "$1" &
  wait -n -p ended || { echo "bare: the start ended after $SECONDS s" >&2; exit 1; }
  [ "$ended" != "$running" ] || { echo "bare: make run ended by itself" >&2; exit 1; }
  echo "bare: $1 after $SECONDS s"
}

finish() {
  SECONDS=0
  kill -INT "-$running"
  wait "$running" || true
  echo "bare: stopped after $SECONDS s"
  [ "$SECONDS" -le 10 ]
}

begin
until_there media
bin/parta check
finish
begin
until_there media
[ "$SECONDS" -lt 10 ] || { echo "bare: the second start took $SECONDS s" >&2; exit 1; }
finish
[ "$BARE_TESTS" = no ] || make test
