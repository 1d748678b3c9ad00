from collections.abc import Iterator

import pytest

from parta.oidc import provider as known
from tests.oidc.provider import TestProvider, serve


@pytest.fixture
def provider() -> Iterator[TestProvider]:
    known.forget()
    server, provider = serve()
    yield provider
    server.shutdown()
    server.server_close()
