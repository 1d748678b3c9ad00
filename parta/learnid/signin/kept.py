"""What somebody has said on the way, kept in the session: a reload asks for nothing twice."""

from dataclasses import asdict, dataclass, field, fields
from datetime import timedelta
from typing import Any

from django.http import HttpRequest

from parta.kit import clock

KEY = "way"
SIGN_IN_WAITS = timedelta(hours=1)
"""Then a number that was typed and not proved is forgotten: the computer may be a shared one."""


@dataclass(slots=True)
class Kept:
    phone: str = ""  # E.164
    password_of: str = ""  # the account whose password was given
    new: bool = False  # the account was made on this way
    making: bool = False  # a profile is wanted that is not there yet
    about: dict[str, str] = field(default_factory=dict)  # as typed
    sound: bool = False  # `about` can be kept as it is
    chosen: str = ""  # the profile that is to be checked
    at: float = 0.0  # Unix seconds of the number


def kept(request: HttpRequest) -> Kept:
    found = _read(request.session.get(KEY, {}))
    waited = clock.now().timestamp() - found.at
    stale = not request.user.is_authenticated and waited > SIGN_IN_WAITS.total_seconds()
    return Kept() if stale else found


def _read(session: dict[str, Any]) -> Kept:
    """A session outlives an update: what another version has written more is passed over."""
    known = {each.name for each in fields(Kept)}
    return Kept(**{name: value for name, value in session.items() if name in known})


def keep(request: HttpRequest, said: Kept) -> None:
    request.session[KEY] = asdict(said)
