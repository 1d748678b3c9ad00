"""In which role a person acts.  Rights of hats never add up: one is worn at a time."""

from enum import StrEnum


class Hat(StrEnum):
    """Stable: sessions, rules and the audit key on them."""

    PUPIL = "pupil"
    PARENT = "parent"
    TEACHER = "teacher"
    CLASS_TEACHER = "class_teacher"  # all that a teacher may, and the class register
    DEPUTY_HEAD = "deputy_head"
    HEAD = "head"
    OFFICE = "office"
    ADMINISTRATOR = "administrator"


FAMILY = frozenset({Hat.PUPIL, Hat.PARENT})
