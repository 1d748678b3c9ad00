from pathlib import Path
from typing import Any

import pytest

from tests.idp.party import Party, register


@pytest.fixture(autouse=True)
def own_outbox(tmp_path: Path, settings: Any) -> None:
    settings.OUTBOX = tmp_path / "outbox.jsonl"


@pytest.fixture
def school(db: None) -> Party:
    return register("school", ["openid", "learning_profile"])
