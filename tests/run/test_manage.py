import os
import subprocess
import sys

from parta.run.places import ROOT


def test_a_setting_that_cannot_be_used_is_one_sentence() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "parta.manage", "school", "check"],
        cwd=ROOT,
        env={**os.environ, "PARTA_DEMO": "on", "PARTA_SCHOOL_URL": "https://school.example"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert answer.stderr.startswith("The demo has public passwords, so it runs on this machine")
    assert answer.stderr.count("\n") == 1
