"""One request at one front door: OpenID Connect's own, or a dialect's."""

from collections.abc import Callable
from dataclasses import dataclass

from parta.idp.accounts.account import Holder
from parta.idp.consent.rows import rows
from parta.idp.provider import fresh, picked, shown
from parta.idp.provider.rules import Asked
from parta.idp.provider.sender import Sender

OWN_PARAMETERS = {fresh.PARAMETER, picked.PARAMETER, shown.PARAMETER}
"""Those that pages of this way add to the request's address."""

Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Others:
    """People beside the person whom the consent page names: a yes is for these alone."""

    named: tuple[str, ...] = ()  # their keys
    covered: bool = True  # all of them by a yes that is remembered


NOBODY = Others()


@dataclass(frozen=True, slots=True)
class Door:
    """What way.step() needs to know of it."""

    sender: Sender
    asked: Asked
    start_url: str  # path of the door: with the request's query, the way back from other pages
    decide_url: str  # path to which the consent page posts, with the same query
    rows: Callable[[Holder], Rows] | None = None  # said on the consent page, in place of ours
    others: Others = NOBODY

    @property
    def request_key(self) -> str:
        """What tells this request from every other."""
        sent = self.sender.parameters
        own = {name: value for name, value in sent.items() if name not in OWN_PARAMETERS}
        return fresh.bound_to(self.asked.code_challenge, own)

    def said(self, holder: Holder) -> Rows:
        """What the person reads of themselves before they agree."""
        if self.rows:
            return self.rows(holder)
        beside = self.sender.client.may_learn(self.asked.wanted.names)
        return rows(holder, self.asked.scopes, beside)
