"""Who stands for a pupil: a new parent, one whom the register knows, the end of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from parta import audit
from parta.kit.names import folded
from parta.school.people.hats import Hat
from parta.school.people.models import GuardianLink, Person, Pupil
from parta.school.register import contacts
from parta.school.register.access import Reader
from parta.school.register.ending import end_sessions
from parta.school.register.roll import entry_of, is_pupil
from parta.school.register.rules import Refusal, Why, why_no_guardian, why_not_ended
from parta.school.signin.account import Contact


@dataclass(frozen=True, slots=True)
class Newcomer:
    surname: str
    name: str
    patronymic: str
    birth_date: date
    contact: str  # as typed; "" for none yet

    @property
    def full_name(self) -> str:
        return " ".join(filter(None, [self.surname, self.name, self.patronymic]))


def add(
    pupil: Pupil, new: Newcomer, kin: str, reader: Reader, request: HttpRequest
) -> Refusal | None:
    """Write down a parent, or link the one who is there: who has the same name and birth date.

    One human is one person of the register, so a second press finds the first one's parent.
    """
    contact = contacts.read(new.contact) if new.contact else None
    if new.contact and contact is None:
        return Refusal(Why.UNREADABLE)
    if why := why_no_guardian(new.birth_date, reader.today):
        return Refusal(why)

    def adding() -> Refusal | None:
        same = _same(pupil.school_id, new, reader.today)
        if refusal := _why_not_theirs(contact, same, pupil, reader):
            return refusal
        guardian = same or _written_down(pupil.school_id, new)
        _link(pupil, guardian, kin, reader, request)
        return contacts.bind(guardian, contact, request) if contact else None

    return _in_turn(pupil, adding)


def link(
    pupil: Pupil, typed: str, kin: str, reader: Reader, request: HttpRequest
) -> Refusal | None:
    """Link whoever has that contact in the register; linked already, nothing changes."""
    contact = contacts.read(typed)
    if contact is None:
        return Refusal(Why.UNREADABLE)

    def linking() -> Refusal | None:
        holder = contacts.holder_of(contact, pupil.school_id)
        if holder is None:
            return Refusal(Why.NOBODY)
        if is_pupil(holder, reader.today):
            return Refusal(Why.PUPIL, holder=holder.full_name)
        if holder.birth_date and (why := why_no_guardian(holder.birth_date, reader.today)):
            return Refusal(why)
        _link(pupil, holder, kin, reader, request)
        return None

    return _in_turn(pupil, linking)


def end(guardian: Person, key: int, reader: Reader, request: HttpRequest) -> Refusal | None:
    """From today the guardian sees nothing of that link's pupil, and signs in anew.

    A link that began today never counted: its row goes, the audit stays.
    """
    with transaction.atomic():
        rows = GuardianLink.objects.filter(pk=key, guardian=guardian, until=None)
        row = rows.select_related("pupil__person").select_for_update(of=("self",)).first()
        if row is None:
            return None
        if why := why_not_ended(reader.hat, restricted=row.restricted):
            return Refusal(why)
        if row.since < reader.today:
            rows.update(until=reader.today)
        else:
            rows.delete()
        _record("guardian.ended", row, request)
        end_sessions(guardian)
    return None


def _in_turn(pupil: Pupil, deed: Callable[[], Refusal | None]) -> Refusal | None:
    """One transaction, one deed a pupil at a time; a contact lost to another race is seen anew."""
    for last in (False, True):
        try:
            with transaction.atomic():
                Pupil.objects.select_for_update().get(pk=pupil.pk)
                return deed()
        except IntegrityError:
            if last:
                raise
    raise AssertionError


def _same(school: int, new: Newcomer, today: date) -> Person | None:
    born = Person.objects.filter(school=school, birth_date=new.birth_date).order_by("pk")
    alike = (person for person in born if folded(person.full_name) == folded(new.full_name))
    return next((person for person in alike if not is_pupil(person, today)), None)


def _why_not_theirs(
    contact: Contact | None, same: Person | None, pupil: Pupil, reader: Reader
) -> Refusal | None:
    """Why that parent can't be added; `same` is None for who is not written down yet.

    Of a colleague the press would tell whether they were born that day, so there is none.
    """
    holder = contacts.holder_of(contact, pupil.school_id) if contact else None
    if holder:
        taken = Refusal(Why.TAKEN, holder=holder.full_name)
        return None if same and holder.pk == same.pk else taken
    if same and reader.hat is not Hat.ADMINISTRATOR and entry_of(same, reader.today).works_here:
        return Refusal(Why.STAFF)
    return None


def _written_down(school: int, new: Newcomer) -> Person:
    return Person.objects.create(
        school_id=school,
        surname=new.surname,
        name=new.name,
        patronymic=new.patronymic,
        birth_date=new.birth_date,
    )


def _link(pupil: Pupil, guardian: Person, kin: str, reader: Reader, request: HttpRequest) -> None:
    row, new = GuardianLink.objects.get_or_create(
        pupil=pupil,
        guardian=guardian,
        until=None,
        defaults={"school_id": pupil.school_id, "kin": kin, "since": reader.today},
    )
    if new:
        _record("guardian.linked", row, request)


def _record(action: str, row: GuardianLink, request: HttpRequest) -> None:
    audit.record(
        action,
        actor=f"person:{request.user.uid}",  # type: ignore[union-attr]
        object=f"person:{row.guardian.uid}",
        detail={"pupil": str(row.pupil.person.uid), "kin": row.kin},
        request=request,
    )
