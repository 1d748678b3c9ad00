"""OpenSSL's GOST engine: installed where we may; without it the tests that need it are skipped."""

import os
import subprocess

from parta.civic.esia.gost import CONFIGURATION, DIGEST
from tests.machine.packages import debian


def have() -> bool:
    """Whether the engine is here now."""
    if _answers():
        return True
    debian("openssl", "libengine-gost-openssl")
    return _answers()


def _answers() -> bool:
    """The site's own question needs a site's settings; the driver of the tests has none."""
    environment = {**os.environ, "OPENSSL_CONF": str(CONFIGURATION)}
    asked = ["openssl", "dgst", DIGEST, "-r", os.devnull]
    try:
        done = subprocess.run(asked, capture_output=True, env=environment, check=False)
    except FileNotFoundError:
        return False
    return done.returncode == 0
