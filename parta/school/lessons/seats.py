"""The seats of a lesson: opaque to the media server, a journal's name to the class."""

from django.db import transaction

from parta.school.lessons import livekit
from parta.school.lessons.access import Taught, members
from parta.school.lessons.decide import Role
from parta.school.lessons.models import LessonOnline, Seat
from parta.school.people.models import Person


def seat_in(room: str, seat: str) -> Seat | None:
    """The seat of that name in that room of the media server; None where it is not ours."""
    found = Seat.objects.filter(seat=seat).select_related("online", "person").first()
    return found if found and found.online.is_room(room) else None


def guest_of(seat: Seat) -> livekit.Guest:
    """Whom the media server knows by that seat, with `online` and `person` loaded."""
    role = role_of(seat)
    return livekit.Guest(
        room=seat.online.room_name,
        seat=seat.seat,
        name=shown_name(seat.person, role),
        role=role,
        speaks=seat.microphone_closed_at is None,
    )


def role_of(seat: Seat) -> Role:
    return Role.TEACHER if seat.leads else Role.PUPIL


def shown_name(person: Person, role: Role) -> str:
    """What the class reads under the picture: a teacher as they are addressed."""
    if role is Role.TEACHER and person.patronymic:
        return f"{person.name} {person.patronymic}"
    return f"{person.name} {person.surname}"


def expected(online: LessonOnline, lesson: Taught) -> list[tuple[str, str]]:
    """Seat and name of each pupil of the lesson, in the journal's order.

    A pupil who has not come yet is given their seat here, so that the teacher's
    page knows whom it waits for.
    """
    pupils = list(members(lesson))
    taken = _taken(online)
    missing = [pupil for pupil in pupils if pupil.pk not in taken]
    if missing:
        with transaction.atomic():
            Seat.objects.bulk_create(
                [Seat(online=online, person=pupil) for pupil in missing], ignore_conflicts=True
            )
        taken = _taken(online)
    return [(taken[pupil.pk], shown_name(pupil, Role.PUPIL)) for pupil in pupils]


def _taken(online: LessonOnline) -> dict[int, str]:
    return dict(Seat.objects.filter(online=online).values_list("person", "seat"))
