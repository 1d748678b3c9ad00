"""The data of a person, by scope and by embed; of nobody else, and to nobody else."""

from typing import Any

import pytest
from django.test import Client as Http

from parta.civic.assurance.models import Document
from parta.civic.citizens.models import Citizen
from parta.civic.esia.models import System as Row
from parta.civic.esia.oids import oid
from parta.civic.family.models import Guardianship
from parta.idp.consent.models import Consent
from parta.kit import clock
from tests.civic.esia.system import ANYA, Person, System, data
from tests.idp.party import Browser, Party, ask, redeem

HOST = "http://127.0.0.1:8001"


def token(scope: str) -> str:
    system = System(scope=scope)
    if not Row.objects.exists():
        system.registered()
    return str(system.exchange(Person(ANYA).answer(system.url())["code"]).json()["access_token"])


def got(bearer: str, path: str) -> Any:
    """Without eTags: each thing has one."""
    response = data(bearer, path)
    assert response.status_code == 200, response.content
    return _untagged(response.json())


def _untagged(found: Any) -> Any:
    if isinstance(found, list):
        return [_untagged(one) for one in found]
    if not isinstance(found, dict):
        return found
    assert "stateFacts" not in found or len(found["eTag"]) == 40
    return {name: _untagged(value) for name, value in found.items() if name != "eTag"}


STATE = {"stateFacts": ["EntityRoot"], "trusted": True, "status": "REGISTERED"}
NAMES = {"firstName": "Ольга", "lastName": "Ковалёва", "middleName": "Игоревна"}


@pytest.mark.proves("asvs:10.3.2")
@pytest.mark.parametrize(
    ("scope", "told"),
    [
        ("openid", {}),
        ("openid fullname", NAMES),
        ("birthdate", {"birthDate": "28.02.1985"}),
        ("gender", {"gender": "F"}),
        ("snils", {"snils": "112-233-445 95"}),
        ("id_doc", {"rIdDoc": "DOCUMENT"}),
        ("birth_cert_doc", {}),
        ("inn birthplace addresses kids email mobile contacts", {}),
    ],
)
def test_each_scope_opens_its_own(scope: str, told: dict[str, str], parent: Citizen) -> None:
    number = oid(parent)
    expected = {k: number * 10 + 3 if v == "DOCUMENT" else v for k, v in told.items()}
    assert got(token(scope), str(number)) == STATE | expected


def contacts(number: int) -> list[dict[str, Any]]:
    return [
        {
            "stateFacts": ["Identifiable"],
            "id": number * 10 + 1,
            "type": "EML",
            "vrfStu": "NOT_VERIFIED",
            "value": "olga@pochta.example",
        },
        {
            "stateFacts": ["Identifiable"],
            "id": number * 10 + 2,
            "type": "MBT",
            "vrfStu": "VERIFIED",
            "value": "+7(199)1111111",
        },
    ]


def listed(elements: list[Any]) -> dict[str, Any]:
    return {"stateFacts": ["hasSize"], "size": len(elements), "elements": elements}


def test_a_collection_is_links_or_what_they_lead_to(parent: Citizen) -> None:
    bearer, number = token("contacts"), oid(parent)
    base, elements = f"{number}/ctts", contacts(number)
    links = [f"{HOST}/rs/prns/{base}/{element['id']}" for element in elements]
    assert got(bearer, base) == listed(links)
    assert got(bearer, f"{base}?embed=(elements)") == listed(elements)
    assert got(bearer, f"{base}?embed=(elements-1)") == listed(elements)
    for element in elements:
        assert got(bearer, f"{base}/{element['id']}") == element
    assert data(bearer, f"{base}/1").status_code == 403


@pytest.mark.parametrize(("scope", "kinds"), [("email", ["EML"]), ("mobile", ["MBT"])])
def test_one_contact_alone(scope: str, kinds: list[str], parent: Citizen) -> None:
    found = got(token(scope), f"{oid(parent)}/ctts?embed=(elements)")
    assert [element["type"] for element in found["elements"]] == kinds


def test_documents(parent: Citizen) -> None:
    number = oid(parent)
    passport = {
        "stateFacts": ["Identifiable"],
        "id": number * 10 + 3,
        "type": "RF_PASSPORT",
        "vrfStu": "VERIFIED",
        "series": "3626",
        "number": "104218",
        "issueDate": "07.03.2005",
        "issueId": "770045",
    }
    assert got(token("id_doc"), f"{number}/docs?embed=(elements)") == listed([passport])
    assert got(token("birth_cert_doc"), f"{number}/docs") == listed([])
    Document.objects.update(kind="birth-certificate", series="I-АК", department="")
    Citizen.objects.update(level="standard")
    certificate = passport | {"type": "RF_BRTH_CERT", "series": "I-АК", "vrfStu": "NOT_VERIFIED"}
    del certificate["issueId"]
    found = got(token("birth_cert_doc"), f"{number}/docs?embed=(elements)")
    assert found == listed([certificate])
    assert got(token("id_doc"), f"{number}/docs") == listed([])


def test_children_as_long_as_their_parent_has_a_say(parent: Citizen, child: Citizen) -> None:
    bearer, number = token("openid kids"), oid(parent)
    anna = {
        "stateFacts": ["Identifiable"],
        "id": oid(child),
        "firstName": "Анна",
        "lastName": "Ковалёва",
        "birthDate": f"{child.birthdate:%d.%m.%Y}",
        "gender": "F",
        "trusted": False,
        "status": "REGISTERED",
    }
    assert got(bearer, f"{number}/kids?embed=(elements)") == listed([anna])
    assert got(bearer, f"{number}/kids") == listed([f"{HOST}/rs/prns/{number}/kids/{oid(child)}"])
    assert got(bearer, f"{number}/kids/{oid(child)}") == anna
    assert data(bearer, str(oid(child))).status_code == 403
    Guardianship.objects.update(ended_at=clock.now())
    assert got(bearer, f"{number}/kids") == listed([])
    assert data(bearer, f"{number}/kids/{oid(child)}").status_code == 403


def test_whoever_is_not_confirmed_any_more_has_no_say(parent: Citizen, child: Citizen) -> None:
    bearer, number = token("openid kids"), oid(parent)
    assert got(bearer, f"{number}/kids")["size"] == 1
    Citizen.objects.filter(pk=parent.pk).update(level="simplified")
    assert got(bearer, f"{number}/kids") == listed([])
    assert data(bearer, f"{number}/kids/{oid(child)}").status_code == 403


def test_the_consent_page_names_the_children(parent: Citizen, child: Citizen) -> None:
    system = System(scope="openid kids id_doc").registered()
    page = Person(ANYA).consent_page(system.url(access_type="offline"))
    told = f"{child.full_name}, {child.birthdate:%d.%m.%Y}, женский"
    for words in ("Ребёнок", told, "36 26 104218, 07.03.2005, 770-045", "отсутствие"):
        assert words in page


def test_a_person_with_everything_at_once(parent: Citizen) -> None:
    number = oid(parent)
    asked = "contacts.elements-1,addresses.elements-1,documents.elements,kids.elements,vehicles"
    found = got(token("openid fullname contacts id_doc kids"), f"{number}?embed=({asked})")
    assert found == STATE | NAMES | {
        "rIdDoc": number * 10 + 3,
        "contacts": listed(contacts(number)),
        "addresses": listed([]),
        "documents": listed(got(token("id_doc"), f"{number}/docs?embed=(elements)")["elements"]),
        "kids": listed([]),
    }


@pytest.mark.parametrize("path", ["ctts", "addrs", "docs", "kids", "ctts/1", "docs/1"])
def test_a_collection_needs_its_scope(path: str, parent: Citizen) -> None:
    refused = data(token("openid fullname"), f"{oid(parent)}/{path}")
    assert refused.status_code == 403
    assert refused.json()["error_description"].startswith("ESIA-007019")


def test_embed_needs_the_scope_too(parent: Citizen) -> None:
    bearer = token("openid fullname")
    assert data(bearer, f"{oid(parent)}?embed=(contacts.elements)").status_code == 403
    refused = data(bearer, f"{oid(parent)}?embed=contacts")
    assert refused.status_code == 400
    assert refused.json()["error_description"].startswith("ESIA-007003")


@pytest.mark.proves("attack:token-substitution")
def test_nobody_else(parent: Citizen, boris: Citizen) -> None:
    bearer = token("openid fullname")
    for number in (oid(boris), 1, 999_999_999_999_999):
        refused = data(bearer, str(number))
        assert refused.status_code == 403
        assert refused.json()["error_description"].startswith("ESIA-007019")


@pytest.mark.proves("asvs:9.1.1", "asvs:10.3.1", "attack:token-substitution")
def test_tokens_that_open_nothing(parent: Citizen, party: Party) -> None:
    number, bearer = oid(parent), token("openid")
    asked = ask(party)
    foreign = redeem(asked, Browser(ANYA).through(asked)["code"]).json()["access_token"]
    head, body, _ = bearer.split(".")
    for wrong in ("", "x", foreign, f"{head}.{body}.", bearer[:-4] + "AAAA", "A" * 9000):
        refused = data(wrong, str(number))
        assert refused.status_code == 401
        assert refused["WWW-Authenticate"].startswith("Bearer")
        assert refused.json()["error_description"].startswith("ESIA-007011")
    assert Http().get(f"/rs/prns/{number}").status_code == 401
    assert Http().get(f"/rs/prns/{number}?access_token={bearer}").status_code == 401


@pytest.mark.proves("attack:token-substitution")
def test_a_system_s_token_opens_no_door_of_openid_connect(parent: Citizen) -> None:
    """Also where a scope sounds the same."""
    headers = {"Authorization": f"Bearer {token('openid email')}"}
    refused = Http().get("/userinfo", headers=headers)
    assert (refused.status_code, refused.json()) == (401, {"error": "invalid_token"})


def test_signing_out_ends_what_was_not_let_for_later(parent: Citizen) -> None:
    system, person = System().registered(), Person(ANYA)
    tokens = {
        way: system.exchange(person.answer(system.url(access_type=way))["code"]).json()
        for way in ("online", "offline")
    }
    person.send("/signout")
    assert data(tokens["online"]["access_token"], str(oid(parent))).status_code == 401
    assert data(tokens["offline"]["access_token"], str(oid(parent))).status_code == 200
    assert system.refresh(tokens["offline"]["refresh_token"]).status_code == 200


@pytest.mark.proves("asvs:10.4.9")
def test_taking_consent_back_ends_all(parent: Citizen) -> None:
    system, person = System().registered(), Person(ANYA)
    code = person.answer(system.url(access_type="offline"))["code"]
    tokens = system.exchange(code).json()
    page = person.get("/account/security").content.decode()
    assert "ФИО" in page or "имя" in page
    person.send("/account/consents/withdraw", consent=str(Consent.objects.get().pk))
    assert data(tokens["access_token"], str(oid(parent))).status_code == 401
    assert system.refresh(tokens["refresh_token"]).status_code == 400
