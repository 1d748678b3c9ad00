"""A front door whose requests stand in the address: OpenID Connect's own, and VK ID's.

Each says how it reads a request and what it answers beside the code; the rest is here
and in way.py.  (The ESIA's are signed and put away first: it calls way.step() itself.)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from parta.idp.provider import answers
from parta.idp.provider.door import Door
from parta.idp.provider.errors import Refused, Unanswerable
from parta.idp.provider.parameters import Lists
from parta.idp.provider.sender import Sender
from parta.idp.provider.way import Granted, step


@dataclass(frozen=True, slots=True)
class Front:
    sent: Callable[[Lists], Sender]  # raises Unanswerable
    door: Callable[[Sender], Door]  # raises Refused, for the client
    told: Callable[[Granted], Mapping[str, str]]  # what the client gets

    def begin(self, request: HttpRequest) -> HttpResponse:
        """A client may send the person by POST too; nothing is decided before the GET."""
        if request.method == "POST":
            return answers.by_get(request)
        return self._answer(request, answered=False)

    def decide(self, request: HttpRequest) -> HttpResponse:
        """The person's press on the consent page."""
        return self._answer(request, answered=True)

    def _answer(self, request: HttpRequest, *, answered: bool) -> HttpResponse:
        try:
            sender = self.sent(request.GET)
            try:
                found = step(request, self.door(sender), answered)
            except Refused as refused:
                return answers.back(sender.redirect_uri, sender.state, answers.refusal(refused))
        except Unanswerable as unanswerable:
            return answers.unanswerable(request, unanswerable)
        if isinstance(found, HttpResponse):
            return found
        return answers.back(sender.redirect_uri, sender.state, self.told(found))
