from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from pytest_django import Settings

from parta.oidc import provider as known
from tests.oidc.provider import CLIENT, SECRET, TestProvider, serve
from tests.school.signin.guest import Guest

MORNING = datetime(2026, 11, 25, 6, 0, tzinfo=UTC)  # 09:00 in Moscow, the cast's day


@pytest.fixture
def at(settings: Settings) -> Callable[[datetime], None]:
    """Set the product's clock."""

    def set_to(moment: datetime) -> None:
        settings.CLOCK_OFFSET = moment - datetime.now(UTC)

    set_to(MORNING)
    return set_to


@pytest.fixture
def provider(settings: Settings, at: Callable[[datetime], None]) -> Iterator[TestProvider]:
    known.forget()
    server, provider = serve()
    settings.SIGNIN_ISSUER = provider.issuer
    settings.LEARNING_ISSUER = "http://127.0.0.1:9"  # nobody listens there
    settings.SIGNIN_CLIENT_ID, settings.SIGNIN_CLIENT_SECRET = CLIENT, SECRET
    yield provider
    server.shutdown()
    server.server_close()


@pytest.fixture
def guest(provider: TestProvider) -> Guest:
    return Guest(provider)
