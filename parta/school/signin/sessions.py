"""How long a person stays signed in, and in which hat.

The session holds `hat`, `ends_at` (seconds since 1970) and `signin`, an Entry.
The rule in prose: docs/rules/sign-in.md.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import SESSION_KEY, login, logout
from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from parta import live
from parta.kit import clock
from parta.kit.ui.csp import form_targets
from parta.oidc.backchannel import stays
from parta.oidc.backchannel.stays import Source
from parta.school.people.hats import FAMILY, Hat
from parta.school.people.levels import Level, serves_until
from parta.school.people.models import Person
from parta.school.signin import access
from parta.school.signin.bind import Choice

PURPOSE: Final = "signin"
"""Of the sessions that rest on one of the identity site: parta.oidc.backchannel."""
FAMILY_STAYS = timedelta(days=30)  # after the last visit
STAFF_STAYS = timedelta(hours=12)  # after the sign-in; on a shared computer everybody
FAMILY_RENEWED, STAFF_RENEWED = timedelta(days=1), timedelta(hours=1)
"""How old what the register said of a hat may be."""


@dataclass(frozen=True, slots=True)
class Entry:
    """How a person came in."""

    issuer: str
    subject: str
    level: int  # of parta.school.people.levels.Level
    id_token: str
    at: float  # seconds since 1970
    shared: bool  # somebody else's computer
    sid: str = ""  # of the identity site's session, where it names that


def enter(request: HttpRequest, choice: Choice, entry: Entry, *, of: int) -> None:
    """Begin a session: a new key, nothing carried over from the one before.

    `of` is the number of choices there were.
    """
    logout(request)
    login(request, choice.person)
    request.session["hat"] = choice.hat.value
    request.session["several_hats"] = of > 1
    keep(request, entry)
    _extend(request, choice, entry)


def keep(request: HttpRequest, entry: Entry) -> None:
    """The session rests on the identity site's, which may end it: see ended.py."""
    request.session["signin"] = asdict(entry)
    stays.begin(request.session, PURPOSE, Source(entry.issuer, entry.subject, entry.sid))


@receiver(user_logged_out)
def hang_up(request: HttpRequest, user: Person | None, **_: Any) -> None:
    """Open pages of a session that ends hear no more; those of other sessions go on."""
    if key := request.session.session_key:
        stays.forget(key)
        if user:
            live.kick(str(user.get_username()), key)


def entry_of(request: HttpRequest) -> Entry | None:
    """How this browser's person came in; also while they still choose a hat."""
    row = request.session.get("signin")
    return Entry(**row) if row else None


def ends(hat: Hat, entry: Entry, now: datetime) -> datetime:
    if hat in FAMILY and not entry.shared:
        return now + FAMILY_STAYS
    return datetime.fromtimestamp(entry.at, UTC) + STAFF_STAYS


def session_middleware(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Ends what has run out and renews what slides, at most hourly.

    Each page has the sign-out button, and signing out may end at the provider:
    the policy of every page allows its forms to go there.
    """

    def middleware(request: HttpRequest) -> Any:
        if SESSION_KEY in request.session:
            _check(request)
        response = get_response(request)
        if not hasattr(response, "csp_form_action"):
            form_targets(response, settings.SIGNIN_ISSUER)
        return response

    return middleware


def _check(request: HttpRequest) -> None:
    session, now = request.session, clock.now().timestamp()
    if now >= session.get("ends_at", 0) or not request.user.is_authenticated:
        logout(request)
    elif now - session["checked_at"] > _renewed_every(session["hat"]).total_seconds():
        _renew(request)


def _renewed_every(hat: str) -> timedelta:
    return FAMILY_RENEWED if hat in FAMILY else STAFF_RENEWED


def _renew(request: HttpRequest) -> None:
    """For who still has the account and the hat; whoever has left the school is signed out."""
    entry, person = entry_of(request), cast(Person, request.user)
    choice = Choice(person, Hat(request.session["hat"]))
    if entry is None or not _still_counts(choice, entry):
        logout(request)
    else:
        _extend(request, choice, entry)


def _still_counts(choice: Choice, entry: Entry) -> bool:
    person, today = choice.person, access.local_date(choice.person.school, clock.now())
    linked = access.is_linked(person, entry.issuer, entry.subject)
    return linked and choice.hat in access.hats_of(person, today)


def _extend(request: HttpRequest, choice: Choice, entry: Entry) -> None:
    now = clock.now()
    stop = min(ends(choice.hat, entry, now), _level_ends(choice, entry, now))
    request.session["ends_at"], request.session["checked_at"] = stop.timestamp(), now.timestamp()
    request.session.set_expiry(0 if entry.shared else int((stop - now).total_seconds()) + 1)


def _level_ends(choice: Choice, entry: Entry, now: datetime) -> datetime:
    """The moment when the level of the sign-in no longer serves; far away for most."""
    school = choice.person.school
    demands = access.demands_of(school, access.local_date(school, now))
    last = serves_until(choice.hat, choice.person.birth_date, Level(entry.level), demands)
    if last is None:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(last + timedelta(days=1), time(), ZoneInfo(school.tz))
