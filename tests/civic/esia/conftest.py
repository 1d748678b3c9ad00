import pytest

from parta.civic.esia import gost


@pytest.fixture
def engine() -> None:
    if not gost.available():
        pytest.skip(f"OpenSSL has no GOST engine here: {gost.INSTALL}")
