"""What a parent has typed of a child: kept in the session for half an hour."""

import uuid
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Self

from django.http import HttpRequest, QueryDict

from parta.civic.citizens.models import Citizen
from parta.civic.family.form import ChildForm
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.kit import clock

KEY = "family"
LIVES = timedelta(minutes=30)
KEPT = 300  # characters of a field: more than any of them takes


@dataclass(frozen=True, slots=True)
class Draft:
    typed: dict[str, str] = field(default_factory=dict)
    proved: tuple[str, str] | None = None  # kind and value of the contact that a code came to
    account: str = ""  # the key that the account will have: a second press makes no second one
    agreed_at: float = 0.0  # Unix seconds

    @property
    def contact(self) -> Identifier | None:
        return Identifier(Kind(self.proved[0]), self.proved[1]) if self.proved else None

    @property
    def consent_at(self) -> datetime:
        return datetime.fromtimestamp(self.agreed_at, UTC)

    @property
    def known(self) -> list[str]:
        """What others know of the child: no password is made of it."""
        return [*self.typed.values(), self.proved[1] if self.proved else ""]

    def form(self, parent: Citizen) -> ChildForm | None:
        """What was typed, cleaned; None while something is missing."""
        form = ChildForm(self.typed, own=parent.told_at())
        return form if form.is_valid() else None

    def saying(self, posted: QueryDict) -> Self:
        """With what the form holds now; what a code has proved holds for the very same alone."""
        names = ChildForm.base_fields
        typed = {name: posted.get(name, "").replace("\x00", "")[:KEPT] for name in names}
        proved = self.proved if typed == self.typed else None
        return replace(self, typed=typed, proved=proved, agreed_at=clock.now().timestamp())

    def proving(self, contact: Identifier) -> Self:
        return replace(self, proved=(contact.kind.value, contact.value))


def read(request: HttpRequest) -> Draft:
    kept: dict[str, Any] = request.session.get(KEY, {})
    if not kept or clock.now().timestamp() - kept["at"] > LIVES.total_seconds():
        return Draft(account=str(uuid.uuid4()))
    proved = kept["proved"]
    return Draft(
        kept["typed"], tuple(proved) if proved else None, kept["account"], kept["agreed_at"]
    )


def keep(request: HttpRequest, draft: Draft) -> None:
    request.session[KEY] = {**asdict(draft), "at": clock.now().timestamp()}


def drop(request: HttpRequest) -> None:
    request.session.pop(KEY, None)
