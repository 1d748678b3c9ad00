#!/usr/bin/env bash
# Runs on the bare machine: start, look, stop, start again, test.
set -euo pipefail
cd /srv/parta
for absent in node go cc uv livekit-server; do
  ! command -v $absent >/dev/null || { echo "bare: this machine has $absent" >&2; exit 1; }
done

begin() { # start in the background, wait until what is named answers
  SECONDS=0
  setsid make run &
  running=$!
  PYTHONPATH=. python3 tests/bare/wait_for.py "$@"
  echo "bare: $* after $SECONDS s"
}

finish() {
  SECONDS=0
  kill -INT "-$running"
  wait "$running" || true
  echo "bare: stopped after $SECONDS s"
  [ "$SECONDS" -le 10 ]
}

begin sites
PYTHONPATH=. python3 tests/bare/wait_for.py media
echo "bare: media after $SECONDS s"
bin/parta check
finish
begin sites media
[ "$SECONDS" -le 20 ] || { echo "bare: the second start took $SECONDS s" >&2; exit 1; }
finish
[ "$BARE_TESTS" = no ] || make test
