from pathlib import Path

import pytest
from django.db import connection

from parta.kit import keys
from parta.kit.sqlite.base import DatabaseWrapper


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def test_any_command_makes_the_folder_for_its_owner_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("PARTA_HOME", str(home))
    value = keys.secret("school")
    assert (keys.secret("school"), len(value)) == (value, 43)
    places = (home, home / "keys", home / "keys/school")
    assert [mode(place) for place in places] == [0o700, 0o700, 0o600]


@pytest.mark.django_db
def test_a_database_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "school.sqlite3"
    settings = connection.settings_dict | {"NAME": path, "OPTIONS": {}, "CONN_MAX_AGE": 0}
    database = DatabaseWrapper(settings, "other")
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE line (number INTEGER)")
    modes = {file.name: mode(file) for file in tmp_path.iterdir()}
    database.close()
    assert "school.sqlite3" in modes
    assert set(modes.values()) == {0o600}
