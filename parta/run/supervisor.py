"""Keeps programs running until it is told to stop.

One thread owns every process: the parent-death signal is tied to the thread
that started a child.
"""

import signal
import time
from collections.abc import Callable

from parta.run.places import log_file
from parta.run.process import Process, Program

STOP = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
WATCHED = STOP | {signal.SIGCHLD}
ASK_AGAIN_SECONDS = 1.0
"""The media server waits for its people at the first signal and leaves at the second."""
KILL_AFTER_SECONDS = 5.0


class Supervisor:
    """`say` prints one line for the operator."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._processes: list[Process] = []

    def add(self, program: Program) -> None:
        self._processes.append(Process(program))

    def run(self) -> None:
        """Start everything, keep it running, and return when a stop signal has ended it all."""
        signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
        try:
            while not self._stop_asked():
                self._reap()
                self._start_due()
        finally:
            self._stop()

    def _stop_asked(self) -> bool:
        told = signal.sigtimedwait(WATCHED, self._seconds_to_next_start())
        return told is not None and told.si_signo in STOP

    def _seconds_to_next_start(self) -> float:
        waiting = [process.due for process in self._processes if process.pid is None]
        return max(0.0, min(waiting) - time.monotonic()) if waiting else 3600.0

    def _start_due(self) -> None:
        for process in self._processes:
            if process.pid is None and process.due <= time.monotonic():
                process.start()

    def _reap(self) -> None:
        for process in list(self._processes):
            code = process.reap()
            if code is None:
                continue
            if code == 0 and process.program.once:
                self._processes.remove(process)
                for program in process.program.then:
                    self.add(program)
            else:
                self._say(obituary(process.program.name, code, process.postpone()))

    def _stop(self) -> None:
        asked = time.monotonic()
        again = killed = False
        self._for_all(Process.terminate)
        while self._alive():
            waited = time.monotonic() - asked
            if waited >= ASK_AGAIN_SECONDS and not again:
                again = True
                self._for_all(Process.terminate)
            if waited >= KILL_AFTER_SECONDS and not killed:
                killed = True
                self._for_all(Process.kill)
            if self._told_again(seconds=0.2):
                self._for_all(Process.kill)

    def _told_again(self, seconds: float) -> bool:
        told = signal.sigtimedwait(WATCHED, seconds)
        return told is not None and told.si_signo in STOP

    def _for_all(self, act: Callable[[Process], None]) -> None:
        for process in self._processes:
            act(process)

    def _alive(self) -> bool:
        for process in self._processes:
            process.reap()
        return any(process.pid is not None for process in self._processes)


def obituary(name: str, code: int, pause: float) -> str:
    """The line that says a process ended and when it starts again."""
    end = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
    return f"{name} {end}; starting again in {pause:g} s (its log: {log_file(name)})"
