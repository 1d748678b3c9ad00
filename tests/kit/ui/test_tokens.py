"""The design's contrasts, computed from the stylesheet; and no colour outside it."""

import re
from pathlib import Path

import pytest

CSS = Path(__file__).parents[3] / "parta/kit/ui/static/ui/css"
TOKEN = re.compile(r"(--[\w-]+):\s*([^;]+);")
TEXT, EDGE = 4.5, 3.0


def block(opening: str) -> dict[str, str]:
    """Tokens set by the first rule that begins with `opening`."""
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    return dict(TOKEN.findall(text.split(opening, 1)[1].split("}", 1)[0]))


LIGHT = block(":root {")
DARK = LIGHT | block(':root[data-theme="dark"] {')


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


PAIRS = [
    ("ink", "paper", TEXT),
    ("ink", "sheet", TEXT),
    ("ink-2", "paper", TEXT),
    ("ink-2", "sheet", TEXT),
    ("ink-2", "sunk", TEXT),
    ("ink-2", "go-tint", TEXT),
    ("ink-2", "warn-tint", TEXT),
    ("ink-2", "school-tint", TEXT),
    ("on-go", "go", TEXT),
    ("on-go", "go-hover", TEXT),
    ("go-ink", "go-tint", TEXT),
    ("danger", "sheet", TEXT),
    ("danger", "danger-tint", TEXT),
    ("on-danger", "danger", TEXT),
    ("warn", "warn-tint", TEXT),
    ("school", "sheet", TEXT),
    ("school", "school-tint", TEXT),
    ("learn", "sheet", TEXT),
    ("learn", "learn-tint", TEXT),
    ("civic", "sheet", TEXT),
    ("civic", "civic-tint", TEXT),
    ("bank", "sheet", TEXT),
    ("bank", "bank-tint", TEXT),
    ("on-door", "bank", TEXT),
    ("on-band", "bank-band", TEXT),
    ("on-door", "school", TEXT),
    ("on-door", "learn", TEXT),
    ("on-door", "civic", TEXT),
    ("on-band", "learn-band", TEXT),
    ("on-band", "civic-band", TEXT),
    ("chalk", "board", TEXT),
    ("chalk-2", "board", TEXT),
    ("on-chalk", "chalk", TEXT),
    ("on-ava-1", "ava-1", TEXT),
    ("on-ava-2", "ava-2", TEXT),
    ("on-ava-3", "ava-3", TEXT),
    ("on-ava-4", "ava-4", TEXT),
    ("on-ava-5", "ava-5", TEXT),
    ("on-hand", "hand", TEXT),
    ("on-unread", "unread", TEXT),
    ("line-strong", "sheet", EDGE),
    ("line-strong", "paper", EDGE),
    ("margin", "sheet", EDGE),
    ("focus", "paper", EDGE),
    ("focus", "sheet", EDGE),
]


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_a_pair_of_colours_is_readable(
    tokens: dict[str, str], ink: str, ground: str, least: float
) -> None:
    assert contrast(tokens[f"--{ink}"], tokens[f"--{ground}"]) >= least


def test_the_device_and_the_person_choose_the_same_dark() -> None:
    assert block(':root:not([data-theme="light"]) {') == block(':root[data-theme="dark"] {')


@pytest.mark.parametrize("path", sorted(CSS.glob("*.css")), ids=lambda path: path.stem)
def test_a_stylesheet_takes_its_colours_from_the_tokens(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    known = set(LIGHT) | {"--door", "--door-tint", "--band"} | dict(TOKEN.findall(text)).keys()
    assert set(re.findall(r"var\((--[\w-]+)", text)) - known == set()
    if path.name != "tokens.css":
        assert re.findall(r"#[0-9a-f]{3,8}\b", text) == []
