import argparse
from pathlib import Path

from parta.run import esia_stand

TOLD = {
    "system": {"mnemonic": "SYSTEM01", "client_certificate_hash": "AB"},
    "endpoints": [["authorize", "http://127.0.0.1:8001/aas/oauth2/ac"], ["", "http://x/v2/ac"]],
    "certificate": "stand/esia-stand.crt",
    "messages": "stand/outbox.jsonl",
    "password": "known",
    "people": [["+71993000001", "1000000001", "упрощённая"]],
}


def asked(*more: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    esia_stand.add_arguments(parser)
    given = ["--mnemonic=SYSTEM01", "--certificate=x.crt", "--redirect-uri=http://localhost/a"]
    return parser.parse_args([*given, *more])


def test_what_is_left_out_is_left_to_the_site() -> None:
    assert esia_stand.system(asked()) == [
        "--mnemonic=SYSTEM01",
        "--name=SYSTEM01",
        f"--certificate={Path.cwd() / 'x.crt'}",
        "--redirect-uri=http://localhost/a",
    ]


def test_all_that_is_said_is_handed_on() -> None:
    more = ["--redirect-uri=http://localhost/b", "--logout-redirect-url=http://localhost/c"]
    more += ["--scope=openid", "--confirmed-only", "--gost-tokens"]
    options = esia_stand.system(asked("--name=Проба", *more))
    assert options[1] == "--name=Проба"
    assert options[4:] == more


def test_an_integrator_is_told_all_that_is_needed() -> None:
    assert esia_stand.text(TOLD, "http://127.0.0.1:8001").splitlines() == [
        "",
        "",
        "  authorize  http://127.0.0.1:8001/aas/oauth2/ac",
        "             http://x/v2/ac",
        "",
        "  mnemonic                 SYSTEM01",
        "  client_certificate_hash  AB",
        "",
        "Tokens are signed by the key of stand/esia-stand.crt",
        "",
        "  login         oid         account",
        "  +71993000001  1000000001  упрощённая",
        "",
        "Everybody's password is known; SMS and letters go to stand/outbox.jsonl",
        "",
        "The stand answers at http://127.0.0.1:8001. Ctrl-C ends it.",
    ]
