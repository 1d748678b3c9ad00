from pathlib import Path
from typing import Any

import pytest

from tests.civic.newcomer import Newcomer


@pytest.fixture
def newcomer(db: None, tmp_path: Path, settings: Any) -> Newcomer:
    settings.OUTBOX = tmp_path / "outbox.jsonl"
    return Newcomer()
