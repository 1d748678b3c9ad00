"""Ties a process to the one that started it: `python leash.py PARENT COMMAND …`.

The kernel kills the process when its parent ends, however it ends.  The tie
outlives exec but not fork, so a program that forks (the site's server, the
media server's build) calls die_with_parent() in its children or ends them
itself.
"""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(parent: int, by: signal.Signals = signal.SIGKILL) -> None:
    """Have the kernel send `by` to this process when `parent` ends, even if it just did."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, by)
    if os.getppid() != parent:
        os.kill(os.getpid(), by)


def leashed(parent: int, command: tuple[str, ...]) -> list[str]:
    """`command` as the one to start from `parent`, so that it can't outlive it."""
    return [sys.executable, "-I", "-S", __file__, str(parent), *command]


if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    die_with_parent(int(sys.argv[1]))
    os.execvp(sys.argv[2], sys.argv[2:])  # noqa: S606
