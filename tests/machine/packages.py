"""Debian's packages, fetched when a test needs a program and we may install it."""

import os
import shutil
import subprocess


class Lacking(Exception):
    """A program the tests need is not here; the message says how to get it."""


def debian(*packages: str) -> bool:
    """Install the packages where that is possible; return whether it was done."""
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return False
    print(f"tests: installing {', '.join(packages)}", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for arguments in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        done = subprocess.run([apt, "-qq", *arguments], env=quiet, capture_output=True, check=False)
        if done.returncode:
            return False
    return True
