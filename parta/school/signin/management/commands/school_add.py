"""`parta school add`: a real school, where the demo is switched off."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from parta.kit.command import OperatorCommand
from parta.school.people.models import School
from parta.school.signin.start_school import Unusable, administrator, start_school


class Command(OperatorCommand):
    typed = "parta school add"
    help = "Makes a school and its first administrator."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="as people call it: «Школа № 12»")
        parser.add_argument("--tz", required=True, help="its time zone: Europe/Moscow")
        parser.add_argument("--admin-contact", required=True, help="phone or e-mail")
        parser.add_argument("--admin-name", default="", help="«Фамилия Имя Отчество»")
        parser.add_argument("--admin-birth-date", default="", help="1979-02-01")

    def handle(self, *_args: Any, **options: Any) -> None:
        _require_no_demo()
        try:
            admin = administrator(
                options["admin_contact"], options["admin_name"], options["admin_birth_date"]
            )
            school = start_school(options["name"], options["tz"], admin)
        except Unusable as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"{school.name} is there. Its administrator signs in at {settings.PUBLIC_URL}"
            f" with a confirmed account that has {admin.contact.shown}."
        )


def _require_no_demo() -> None:
    if settings.DEMO:
        raise CommandError(
            "The demo is on, and its passwords are public: a real school is added with "
            "PARTA_DEMO=off, at the start too."
        )
    if School.objects.filter(is_demo=True).exists():
        raise CommandError(
            f"The data in {settings.HOME} are the demo's: a real school gets a folder of its own, "
            "with another PARTA_HOME here and at the start."
        )
