"""The way to the learning site: who asks there, for whom, and how the browser gets there."""

import json
from collections.abc import Mapping
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parta import oidc
from parta.oidc import flow
from parta.oidc.dialects.configured import dialect
from parta.oidc.provider import Registration
from parta.school.frame import frame_for
from parta.school.learning import stopped
from parta.school.people.models import Person

ID_TOKEN: Final = "learning_id_token"  # noqa: S105 (its place in the session)
NOTHING: Final[Mapping[str, dict[str, str]]] = {}
GENDERS: Final = {Person.Sex.FEMALE.value: "female", Person.Sex.MALE.value: "male"}


def registration() -> Registration:
    """What the school and its learning site agreed on."""
    return Registration(
        issuer=settings.LEARNING_ISSUER,
        client_id=settings.LEARNING_CLIENT_ID,
        client_secret=settings.LEARNING_CLIENT_SECRET,
        redirect_uri=f"{settings.PUBLIC_URL}/learning/callback",
        scope=settings.LEARNING_TERMS.scopes("openid learning_profile"),
        dialect=dialect(settings.LEARNING_TERMS),
    )


def lead(
    request: HttpRequest,
    person: Person,
    goal: str,
    *,
    anew: bool = False,
    also: Mapping[str, dict[str, str]] = NOTHING,
) -> HttpResponse:
    """A page that goes on to the learning site by itself, and comes back to `goal`.

    Not a redirect: whoever comes here from a form of the identity site would be
    stopped by that page's form-action, which can't know of a third site.  On
    somebody else's computer, and `anew`, the person proves there who they are.
    `also` goes along with what is known.
    """
    anew = anew or request.session["signin"].get("shared", False)
    ask = flow.Ask(
        keep={"next": goal},
        extra={"prompt": "login"} if anew else {},
        pushed={"claims": json.dumps({"userinfo": {**known(person), **also}}, ensure_ascii=False)},
    )
    there = flow.begin(request, registration(), ask)
    if isinstance(there, oidc.Refusal):
        stopped.note(request, there)
        return stopped.shown(request, stopped.Stop(there.why.value, goal))
    frame = frame_for(request, person.school.name, "")
    return render(request, "learning/way.html", {"frame": frame, "there": there})


def known(person: Person) -> dict[str, dict[str, str]]:
    """What the register knows of the pupil, for the profile's fields; they check it there."""
    phone = person.contacts.filter(kind="phone", released_at=None).order_by("-bound_at").first()
    values = {
        "family_name": person.surname,
        "given_name": person.name,
        "middle_name": person.patronymic,
        "birthdate": person.birth_date.isoformat() if person.birth_date else "",
        "gender": GENDERS.get(person.sex, ""),
        "phone_number": phone.value if phone else "",
    }
    return {name: {"value": value} for name, value in values.items() if value}
