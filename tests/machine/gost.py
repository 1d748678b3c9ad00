"""OpenSSL's GOST engine: installed where we may; without it the tests that need it are skipped."""

from parta.civic.esia import gost
from tests.machine.packages import debian


def have() -> bool:
    """Whether the engine is here now."""
    if gost.available():
        return True
    debian("openssl", "libengine-gost-openssl")
    gost.engine.cache_clear()
    return gost.available()
