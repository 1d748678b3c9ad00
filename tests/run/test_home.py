import os
from pathlib import Path

import pytest

from parta.run.home import open_home, rotate
from parta.run.trouble import Trouble


def test_one_folder_is_run_once_at_a_time(tmp_path: Path) -> None:
    with open_home(tmp_path), pytest.raises(Trouble) as trouble:
        open_home(tmp_path)
    assert str(trouble.value).startswith(
        f"Parta already runs on {tmp_path} (process {os.getpid()}): "
    )
    open_home(tmp_path).close()


def test_keys_are_kept_in_a_folder_of_their_own(tmp_path: Path) -> None:
    open_home(tmp_path / "new").close()
    assert (tmp_path / "new/keys").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cant_be_made_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Trouble, match="can't be written") as trouble:
        open_home(tmp_path / "file" / "home")
    assert "\n" not in str(trouble.value)


def test_the_logs_of_the_last_starts_are_kept(tmp_path: Path) -> None:
    log = tmp_path / "school.log"
    for start in range(5):
        log.write_text(f"start {start}")
        rotate(log)
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "school.log.1": "start 4",
        "school.log.2": "start 3",
        "school.log.3": "start 2",
    }
