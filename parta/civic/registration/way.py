"""Where a registration leads: kept in the address of each of its pages, as at the sign-in."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from parta.idp.accounts.goal import Goal, read
from parta.kit.own_path import FRONT, own_path


@dataclass(frozen=True, slots=True)
class Way:
    next: str  # an address of this site
    signed_goal: str  # the client that sent the person, "" for who came alone

    @property
    def goal(self) -> Goal | None:
        return read(self.signed_goal)

    @property
    def leads_on(self) -> bool:
        """Whether anything waits besides this site's own front page."""
        return self.next != FRONT

    def to(self, name: str) -> str:
        """The address of a page on this way."""
        asked = {"next": self.next if self.leads_on else "", "goal": self.signed_goal}
        query = urlencode({key: value for key, value in asked.items() if value})
        return f"{reverse(name)}?{query}" if query else reverse(name)


def way_of(request: HttpRequest) -> Way:
    goal = request.GET.get("goal", "")
    return Way(own_path(request.GET.get("next", FRONT)), goal if read(goal) else "")
