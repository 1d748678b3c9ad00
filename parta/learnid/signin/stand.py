"""Where somebody stands on the way: what the address says, what they said, who they are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import wraps
from math import ceil
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_http_methods

from parta.idp import codes
from parta.idp.accounts import attempt
from parta.idp.accounts.goal import Goal, read
from parta.idp.accounts.identifiers import Identifier, Kind
from parta.idp.accounts.language import spoken
from parta.idp.provider.request_of import AskedRequest, request_of
from parta.kit.own_path import own_path
from parta.kit.ui.csp import form_targets
from parta.learnid.learners.models import Learner
from parta.learnid.signin import vouching
from parta.learnid.signin.kept import Kept, kept
from parta.learnid.signin.rules import Step, Way, next_step
from parta.learnid.vkid import asked as vkid
from parta.learnid.vkid.rules import speaks

CARRIED = ("next", "goal", "ui_locales", "login_hint", "again")
RECOVER = "profile-recover"
BEFORE_SIGN_IN = (Step.PHONE, Step.PASSWORD, Step.CODE)


Refusal = attempt.Refusal | codes.Refusal


@dataclass(frozen=True, slots=True)
class Stand:
    said: Kept
    learner: Learner | None  # who is signed in, unless a fresh sign-in is wanted
    next: str  # an address of this site
    goal: Goal | None
    language: str
    carried: Mapping[str, str]
    asked: AskedRequest | None  # the client's request that is waiting, if one is

    @property
    def owner(self) -> Learner:
        """Who is signed in; there is somebody on every page behind the code."""
        if self.learner is None:
            raise PermissionDenied
        return self.learner

    @property
    def values(self) -> Mapping[str, str]:
        """What the client believes to know of the person."""
        return self.asked.values if self.asked else {}

    @property
    def vouched(self) -> str:
        """The subject whose profile a trusted client says is this person's; "" where none does."""
        return vouching.subject(self.asked) if self.asked else ""

    @property
    def to_lesson(self) -> bool:
        """A school waits, or nobody; else any site that knows people by VK ID's words."""
        return self.asked is None or not speaks(self.asked.client.client_id)

    @property
    def way(self) -> Way:
        if self.learner is None:
            return Way(phone=bool(self.said.phone), password=self._password())
        return Way(
            signed_in=True,
            new=self.said.new,
            profiles=self.learner.kept.exists(),
            making=self.said.making,
            about=self.said.sound,
            chosen=bool(self.said.chosen),
        )

    def _password(self) -> bool | None:
        """Whether the password of the typed number was given; None where none is set."""
        known = Learner.find([Identifier(Kind.PHONE, self.said.phone)]) if self.said.phone else None
        if known is None or not known.has_usable_password():
            return None
        return self.said.password_of == str(known.pk)

    def address(self, step: Step, again: bool = False) -> str:
        """The page's address with all that this one carries; `again` asks for another sign-in."""
        return self.beside(step, **({"again": "1"} if again else {}))

    def beside(self, name: str, **more: str) -> str:
        """The address of a page by the way that leads on to the same place."""
        query = {**self.carried, **more}
        return f"{reverse(name)}?{urlencode(query)}" if query else reverse(name)

    def to(self, step: Step) -> HttpResponse:
        return HttpResponseRedirect(self.address(step))

    def page(
        self, request: HttpRequest, template: str, shown: Mapping[str, Any], status: int = 200
    ) -> HttpResponse:
        """The page in the wanted language; its form may end at the client."""
        links = {step.name.lower(): self.address(step) for step in Step}
        context = {"goal": self.goal, "links": links, "to_lesson": self.to_lesson, **shown}
        with translation.override(self.language):
            response = render(request, f"learnid/{template}.html", context, status=status)
        return form_targets(response, self.goal.origin) if self.goal else response


def refuse(
    request: HttpRequest, here: Stand, page: tuple[str, Mapping[str, Any]], refusal: Refusal | None
) -> HttpResponse:
    """The page once more, template and content, with why the press led nowhere."""
    template, shown = page
    wait = ceil(refusal.retry_after.total_seconds()) if refusal else 0
    response = here.page(request, template, {**shown, "refusal": refusal}, 429 if wait else 200)
    if wait:
        response["Retry-After"] = wait
    return response


def stand(request: HttpRequest) -> Stand:
    query = request.GET
    learner = request.user if isinstance(request.user, Learner) else None
    onward_to = own_path(query.get("next", "/"))
    return Stand(
        said=kept(request),
        learner=None if "again" in query else learner,
        next=onward_to,
        goal=read(query.get("goal", "")),
        language=spoken(query.get("ui_locales", "")),
        carried={name: query[name] for name in CARRIED if name in query},
        asked=vkid.request_of(onward_to) or request_of(onward_to),
    )


def onward(here: Stand) -> HttpResponse:
    """From the code to the profile, when a client waits for one: a sign-in asks anew which."""
    if here.asked is None:
        return HttpResponseRedirect(here.next)
    carried = {name: value for name, value in here.carried.items() if name != "again"}
    there = replace(here, carried=carried)
    if here.vouched:
        return HttpResponseRedirect(there.beside(RECOVER))
    return there.to(Step.CHOOSE)


View = Callable[[HttpRequest], HttpResponse]


def page_of(step: Step) -> Callable[[Callable[[HttpRequest, Stand], HttpResponse]], View]:
    """The view of a step: runs when the step is open, else leads to the one that is due."""

    def decorate(view: Callable[[HttpRequest, Stand], HttpResponse]) -> View:
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def shown(request: HttpRequest) -> HttpResponse:
            here = stand(request)
            if here.learner and step in BEFORE_SIGN_IN:
                return HttpResponseRedirect(here.next)
            wanted = next_step(step, here.way)
            return view(request, here) if wanted is step else here.to(wanted)

        return shown

    return decorate
