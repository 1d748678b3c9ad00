"""What has been typed of an account that does not exist yet: kept in the session.

A reload, a step back and a lost connection lose nothing.  It rests for half an
hour at most: the next at a shared computer must not find it.
"""

import uuid
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from typing import Any, Self

from django.http import HttpRequest, QueryDict

from parta.civic.registration.form import Form
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.kit import clock

KEY = "registration"
LIVES = timedelta(minutes=30)
KEPT = 300  # characters of a field: more than any of them takes


@dataclass(frozen=True, slots=True)
class Draft:
    typed: dict[str, str] = field(default_factory=dict)
    proved: tuple[str, str] | None = None  # kind and value of the contact that a code came to
    account: str = ""  # the key that the account will have: a second press makes no second one

    @property
    def contact(self) -> Identifier | None:
        return Identifier(Kind(self.proved[0]), self.proved[1]) if self.proved else None

    @property
    def about(self) -> dict[str, Any] | None:
        """Columns of the account, as the form has cleaned them; None while something is missing."""
        form = Form(self.typed)
        if not form.is_valid():
            return None
        return {name: value for name, value in form.cleaned_data.items() if name != "contact"}

    @property
    def known(self) -> list[str]:
        """What others know of the person: no password is made of it."""
        return [*self.typed.values(), self.proved[1] if self.proved else ""]

    def saying(self, posted: QueryDict) -> Self:
        """With what the form holds now."""
        typed = {name: posted.get(name, "").replace("\x00", "")[:KEPT] for name in Form.base_fields}
        return replace(self, typed=typed)

    def proving(self, contact: Identifier | None) -> Self:
        return replace(self, proved=(contact.kind.value, contact.value) if contact else None)


def read(request: HttpRequest) -> Draft:
    kept: dict[str, Any] = request.session.get(KEY, {})
    if not kept or clock.now().timestamp() - kept["at"] > LIVES.total_seconds():
        return Draft()
    proved = kept["proved"]
    return Draft(kept["typed"], tuple(proved) if proved else None, kept["account"])


def begun(request: HttpRequest) -> Draft:
    """The draft of this browser; a new one is kept at once, so that it has a name of its own."""
    draft = read(request)
    if not draft.account:
        draft = Draft(account=str(uuid.uuid4()))
        keep(request, draft)
    return draft


def keep(request: HttpRequest, draft: Draft) -> None:
    request.session[KEY] = {**asdict(draft), "at": clock.now().timestamp()}


def drop(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
