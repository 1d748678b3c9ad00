"""How Django finds the person of a session.  Nobody signs in with a password here."""

from typing import Final
from uuid import UUID

from django.contrib.auth.backends import BaseBackend
from django.db import connection

from parta.school.people.models import Person, School

PERSON: Final = (  # in the model's order, as from_db() wants them
    "id",
    "school_id",
    "uid",
    "surname",
    "name",
    "patronymic",
    "birth_date",
    "sex",
    "snils",
    "external_id",
    "session_epoch",
)
SCHOOL: Final = ("id", "name", "tz", "is_demo")
FOUND: Final = f"""
SELECT {", ".join(f"p.{name}" for name in PERSON)}, {", ".join(f"s.{name}" for name in SCHOOL)}
FROM people_person p JOIN people_school s ON s.id = p.school_id WHERE p.id = %s"""  # noqa: S608


class Register(BaseBackend):
    def get_user(self, user_id: int) -> Person | None:
        """With the school.  By plain SQL: each page of who is signed in begins with it."""
        with connection.cursor() as cursor:
            cursor.execute(FOUND, [user_id])
            row = cursor.fetchone()
        if row is None:
            return None
        key, school, uid, *rest = row[: len(PERSON)]
        values = (key, school, UUID(str(uid)), *rest)  # SQLite keeps it as text
        person = Person.from_db(connection.alias, PERSON, values)
        person.school = School.from_db(connection.alias, SCHOOL, row[len(PERSON) :])
        return person
