"""The only way to a clerk and to whoever stands at the desk."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from parta.civic.assurance.models import DeskCode, Document
from parta.civic.assurance.papers import Kind
from parta.civic.citizens.models import Citizen, Level
from parta.civic.desk.decide import Visitor
from parta.civic.desk.models import Clerk, Recovery
from parta.idp import factors

View = Callable[[HttpRequest, Clerk], HttpResponse]


def clerk_of(citizen: Any) -> Clerk | None:
    """The clerk that the person is: only somebody confirmed confirms others."""
    if not isinstance(citizen, Citizen) or citizen.level != Level.CONFIRMED:
        return None
    return Clerk.objects.filter(citizen=citizen).first()


def for_clerks(view: View) -> Callable[..., HttpResponse]:
    """To everybody else there is no such page, and to a clerk not before a second proof."""
    opened = factors.demanded(view)

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        clerk = clerk_of(request.user)
        if clerk is None:
            raise Http404
        return opened(request, clerk)

    return login_required(guarded)


def print_of(citizen: Citizen, document: Document, contact: str = "") -> str:
    """Changes with everything that a clerk compares; `contact` is a new one, if any."""
    paper = document.paper
    shown = (
        *(citizen.pk, citizen.full_name, citizen.birthdate, citizen.snils, contact),
        *(paper.kind, paper.spelt, paper.issued_on, paper.department),
    )
    text = "\n".join(map(str, shown))
    return salted_hmac("parta.desk", text, algorithm="sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Rows of the person behind a code, and what the rule needs of them."""

    citizen: Citizen
    document: Document
    code: DeskCode

    @property
    def visitor(self) -> Visitor:
        return Visitor(
            citizen=self.citizen.pk,
            level=self.citizen.level,
            active=self.citizen.is_active,
            expires_at=self.code.expires_at,
            print=print_of(self.citizen, self.document),
        )


def at_desk(code: str, now: datetime, *, lock: bool = False) -> AtDesk | None:
    """Who shows that living code.  With `lock` nobody else decides about them meanwhile."""
    living = DeskCode.objects.filter(code=code, expires_at__gt=now).first()
    if living is None:
        return None
    people = Citizen.objects.select_for_update() if lock else Citizen.objects.all()
    citizen = people.get(pk=living.citizen_id)
    row = DeskCode.objects.filter(citizen=citizen, code=code).first()  # used while we waited?
    document = Document.objects.filter(citizen=citizen).first()
    return AtDesk(citizen, document, row) if row and document else None


def of_paper(kind: Kind, number: tuple[str, str], born: date) -> Citizen | None:
    """Whose paper that is, when the date of birth fits."""
    series, digits = number
    found = Document.objects.filter(kind=kind, series=series, number=digits).first()
    if found is None:
        return None
    return Citizen.objects.filter(pk=found.citizen_id, birthdate=born, is_active=True).first()


def recovery_of(code: str, now: datetime, *, lock: bool = False) -> Recovery | None:
    """Whose browser shows that code and still waits.  Lock the person's row before this one."""
    rows = Recovery.objects.select_for_update() if lock else Recovery.objects.all()
    living = rows.filter(expires_at__gt=now, state=Recovery.State.WAITING)
    return living.filter(code=code).first()


def locked(citizen: str) -> tuple[Citizen, Document] | None:
    """The person and their document; nobody else decides about them meanwhile."""
    person = Citizen.objects.select_for_update().filter(pk=citizen, is_active=True).first()
    document = Document.objects.filter(citizen=person).first() if person else None
    return (person, document) if person and document else None
