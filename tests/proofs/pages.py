"""The pages docs/build/conformance.md and docs/build/asvs.md, as the marks say."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.proofs import asvs, points
from tests.proofs.marks import ROOT, proofs

MADE = "Made from the tests by `python -m tests.proofs`; a promise keeps it so."
CONFORMANCE = ROOT / "docs/build/conformance.md"
ASVS = ROOT / "docs/build/asvs.md"
Rows = Sequence[tuple[str, str, str]]  # point, what it is, what proves it


def pages() -> Mapping[Path, str]:
    proved = proofs()
    return {CONFORMANCE: _conformance(proved), ASVS: _asvs(proved)}


def unproved() -> list[str]:
    """Points with neither a test, a page nor a reason."""
    proved = proofs()
    return [point for point in known() if not _proof(point, proved)]


def unknown() -> set[str]:
    """Points that a mark names and no list knows."""
    return set(proofs()) - set(known())


def known() -> list[str]:
    return [
        *(f"provider:{point}" for point in points.PROVIDER),
        *(f"basic:{point}" for point in points.BASIC),
        *(f"attack:{point}" for point in points.ATTACKS),
        *(f"asvs:{point}" for point in asvs.REQUIREMENTS),
    ]


def _conformance(proved: Mapping[str, list[str]]) -> str:
    return "\n".join(
        [
            "# Conformance of the identity sites",
            "",
            MADE,
            "",
            "## What the provider keeps",
            "",
            *_table(_rows("provider", points.PROVIDER, proved)),
            "",
            '## OpenID Provider, certification plan "basic"',
            "",
            "Each module of the OpenID Foundation's plan, and the test that does what it does. "
            "The plan itself was not run: its server is no part of this project.",
            "",
            *_table(_rows("basic", points.BASIC, proved)),
            "",
            "## Attacks",
            "",
            "What is tried against the identity sites, their dialects and the school as a client.",
            "",
            *_table(_rows("attack", points.ATTACKS, proved)),
            "",
        ]
    )


def _asvs(proved: Mapping[str, list[str]]) -> str:
    partly, absent = len(asvs.PARTLY), len(asvs.NOT_HERE)
    whole = len(asvs.REQUIREMENTS) - partly - absent
    return "\n".join(
        [
            "# OWASP ASVS 5.0",
            "",
            f"{MADE} Chapters V6, V7, V9 and V10, levels 1 and 2, in our own words; the standard's "
            "own count. They are held to by those who wrote the code; nobody else has audited it.",
            "",
            f"Of {len(asvs.REQUIREMENTS)} requirements {whole} are met, {partly} in part, and "
            f"{absent} do not apply. A test shows what was tried, not that nothing else could be.",
            "",
            *_table(_rows("asvs", asvs.REQUIREMENTS, proved)),
            "",
        ]
    )


def _rows(kind: str, known: Mapping[str, str], proved: Mapping[str, list[str]]) -> Rows:
    return [(name, what, _proof(f"{kind}:{name}", proved)) for name, what in known.items()]


def _table(rows: Rows) -> list[str]:
    head = ["| point | what | proof |", "|---|---|---|"]
    return [*head, *(f"| {name} | {what} | {proof} |" for name, what, proof in rows)]


def _proof(point: str, proved: Mapping[str, list[str]]) -> str:
    """Nothing where neither a test, a page nor a reason stands for it."""
    tests = [_link(test) for test in proved.get(point, [])]
    kind, _, name = point.partition(":")
    known = kind == "asvs"
    page = asvs.WRITTEN.get(name) if known else None
    reason = (asvs.NOT_HERE.get(name) if known else None) or points.NOT_HERE.get(point)
    written = [f"[{page.rpartition('/')[2]}]({page})"] if page else []
    absent = [f"Not applicable: {reason}"] if reason else []
    found = [*written, *tests, *absent]
    lacks = asvs.PARTLY.get(name) if known and found else None
    return "<br>".join([*([f"**In part.** {lacks}"] if lacks else []), *found])


def _link(test: str) -> str:
    path, _, name = test.partition("::")
    return f"[{name}](../../{path})"
