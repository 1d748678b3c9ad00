"""What a typed identifier may mean."""

import pytest

from parta.idp.accounts.identifiers import Identifier, Kind, read


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("+7 199 111-11-11", [(Kind.PHONE, "+71991111111")]),
        ("8 (199) 111 11 11", [(Kind.PHONE, "+71991111111")]),
        (" Anya.K@Pochta.Example ", [(Kind.EMAIL, "anya.k@pochta.example")]),
        ("112-233-445 95", [(Kind.SNILS, "11223344595")]),
        ("112 233 445 95", [(Kind.SNILS, "11223344595")]),
        ("851-822-225 99", [(Kind.SNILS, "85182222599")]),
        ("85182222599", [(Kind.PHONE, "+75182222599"), (Kind.SNILS, "85182222599")]),
        ("112-233-445 96", []),
        ("anya", []),
        ("a@b@c", []),
        ("@pochta.example", []),
        ("a@b", []),
        ("a@b.", []),
        ("a\u202eb@pochta.example", []),
        ("\u0130" * 64 + "@pochta.example", []),
        ("a@.b", []),
        ("a@b..c", []),
        ("a@" + "b." * 100 + "c", []),
        ("a@b.c.d", [(Kind.EMAIL, "a@b.c.d")]),
        ("a b@pochta.example", []),
        ("a\x00@pochta.example", []),
        ("x" * 65 + "@pochta.example", []),
        ("", []),
    ],
)
def test_a_text_means_what_it_looks_like(typed: str, meant: list[tuple[Kind, str]]) -> None:
    assert read(typed) == tuple(Identifier(kind, value) for kind, value in meant)
