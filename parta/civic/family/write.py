"""A child's account made by a parent, a parent that joins one, and the end of either.

Numbers of certificates go into no audit line.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext

from parta import audit
from parta.civic.assurance.levels import Evidence, raised
from parta.civic.assurance.models import Document
from parta.civic.assurance.papers import Paper
from parta.civic.citizens.models import Citizen, Level
from parta.civic.family.access import children_of, owner_and_way, parents_of, way_of
from parta.civic.family.consent import VERSION
from parta.civic.family.draft import Draft
from parta.civic.family.form import ChildForm
from parta.civic.family.models import Guardianship
from parta.civic.family.rules import MOST_CHILDREN, Way
from parta.idp.accounts.tell import tell
from parta.kit import clock
from parta.kit.ui.doors import door

ABOUT = ("family_name", "given_name", "middle_name", "birthdate", "gender")


def register(
    request: HttpRequest, parent: Citizen, draft: Draft, form: ChildForm, password: str
) -> Guardianship | None:
    """The account of a ready draft; None when its contact became another's meanwhile.

    A second press finds what the first one has made.  `password` is encoded.
    """
    contact = draft.contact
    if contact is None:
        raise ValueError("The draft is not ready.")
    said = {name: form.cleaned_data[name] for name in ABOUT}
    proved = {contact.kind.value: contact.value, f"{contact.kind.value}_verified": True}
    child = Citizen(
        id=UUID(draft.account), password=password, level=Level.SIMPLIFIED, **said, **proved
    )
    try:
        with transaction.atomic():
            if full(_locked(parent.pk)):
                return None
            child.save(force_insert=True)
            return _begin(request, (parent, child), draft, form.paper, registered=True)
    except IntegrityError:
        return children_of(parent).filter(child_id=UUID(draft.account)).first()


def join(
    request: HttpRequest, parent: Citizen, draft: Draft, form: ChildForm
) -> Guardianship | None:
    """The parent of an account that was there; None when something has changed meanwhile."""
    with transaction.atomic():
        if full(_locked(parent.pk)):
            return None
        found, _ = owner_and_way(parent, form)
        if found is None:
            return None
        child = _locked(found.pk)  # whoever joins at the same time waits here
        if way_of(parent, form) is not Way.JOIN:
            return children_of(parent).filter(child=child).first()
        others = [row.parent for row in parents_of(child)]
        row = _begin(request, (parent, child), draft, form.paper, registered=False)
        tell(child, _words_of_joining(parent))
        for other in others:
            tell(other, _words_of_a_second(parent, child))
        return row


def full(parent: Citizen) -> bool:
    return children_of(parent).count() >= MOST_CHILDREN


def end(request: HttpRequest, row: Guardianship, actor: Citizen) -> None:
    """By the parent, or by the child that had made its account.  A second press finds nothing."""
    with transaction.atomic():
        open_ = Guardianship.objects.filter(pk=row.pk, ended_at=None)
        if not open_.update(ended_at=clock.now()):
            return
        note("guardianship.ended", row, str(actor.pk), request=request)
        other = row.child if actor == row.parent else row.parent
        tell(other, _words_of_end(row, other))


def _begin(
    request: HttpRequest,
    who: tuple[Citizen, Citizen],
    draft: Draft,
    paper: Paper,
    *,
    registered: bool,
) -> Guardianship:
    parent, child = who
    row = Guardianship.objects.create(
        parent=parent,
        child=child,
        registered=registered,
        series=paper.series,
        number=paper.number,
        issued_on=paper.issued_on,
        consent_version=VERSION,
        consent_at=draft.consent_at,
    )
    detail = {
        "consent": VERSION,
        "document": _keep(child, paper),
        "contact": draft.contact.kind.value if draft.contact else "",
    }
    action = "child.registered" if registered else "child.joined"
    note(action, row, str(parent.pk), detail, request=request)
    return row


def _keep(child: Citizen, paper: Paper) -> bool:
    """Document data of the child, unless it has some or another account has these."""
    columns = {"series": paper.series, "number": paper.number, "issued_on": paper.issued_on}
    if Document.objects.filter(citizen=child).exists():
        return False
    try:
        with transaction.atomic():
            Document.objects.create(citizen=child, kind=paper.kind.value, **columns)
    except IntegrityError:
        return False
    child.level = raised(child.level, Evidence(document=True, snils=bool(child.snils)))
    child.save(update_fields=["level"])
    return True


def _locked(key: UUID) -> Citizen:
    return Citizen.objects.select_for_update().get(pk=key)


def note(
    action: str,
    row: Guardianship,
    actor: str,
    detail: dict[str, Any] | None = None,
    *,
    request: HttpRequest | None = None,
) -> None:
    audit.record(
        action,
        actor=actor,
        object=f"account:{row.child_id}",
        detail={"parent": str(row.parent_id), **(detail or {})},
        request=request,
    )


def _words_of_joining(parent: Citizen) -> str:
    return gettext(
        "“%(door)s”: %(name)s now looks after the account as a parent. "
        "If this is no parent, remove them in the account: %(address)s"
    ) % {
        "door": door("civic").name,
        "name": parent.full_name,
        "address": settings.PUBLIC_URL + reverse("account"),
    }


def _words_of_a_second(parent: Citizen, child: Citizen) -> str:
    return gettext("“%(door)s”: %(name)s also looks after the account of %(child)s now.") % {
        "door": door("civic").name,
        "name": parent.full_name,
        "child": child.full_name,
    }


def _words_of_end(row: Guardianship, other: Citizen) -> str:
    if other == row.child:
        return gettext("“%(door)s”: %(name)s no longer looks after your account.") % {
            "door": door("civic").name,
            "name": row.parent.full_name,
        }
    return gettext("“%(door)s”: %(name)s has removed you as a parent.") % {
        "door": door("civic").name,
        "name": row.child.full_name,
    }
