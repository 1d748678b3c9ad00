from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from parta.civic.citizens.models import Citizen
from tests.civic.family.parents import of, parent


@pytest.fixture(autouse=True)
def messages_kept(db: None, tmp_path: Path, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


@pytest.fixture
def mama() -> Citizen:
    return parent()


@pytest.fixture
def browser(mama: Citizen) -> Client:
    return of(mama)
