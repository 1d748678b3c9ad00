from collections.abc import Iterator
from typing import Any

import pytest

from parta.civic.bank.banks import Bank
from parta.oidc import provider as known
from tests.civic.bank.customer import Customer
from tests.civic.visitor import documented
from tests.oidc.provider import CLIENT, SECRET, TestProvider, serve


@pytest.fixture(autouse=True)
def outbox(tmp_path: Any, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


@pytest.fixture
def bank(settings: Any) -> Iterator[TestProvider]:
    """A bank that answers on a real port, the only one of the site."""
    known.forget()
    server, provider = serve()
    settings.BANKS = (Bank("alfa", "Альфа-Банк", provider.issuer, CLIENT, SECRET),)
    yield provider
    server.shutdown()
    server.server_close()


@pytest.fixture
def lera(bank: TestProvider) -> Customer:
    """A pupil of 15 with documents, whom the bank knows by the same data."""
    customer = Customer(documented(middle_name="Олеговна"), bank)
    customer.known_at_the_bank()
    return customer
