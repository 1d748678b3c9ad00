"""audit: who did what to whom on this site, newest first."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from parta.audit.models import AuditEvent
from parta.audit.reading import PAGE, Asked, of_scope, of_site
from parta.kit.command import OperatorCommand

FIELDS = ("actor", "acting_role", "action", "object", "detail", "scope", "network", "request_id")


class Command(OperatorCommand):
    typed = f"parta audit {settings.SITE}"
    help = "Says who did what to whom on this site, newest first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--key", action="append", help="who did it or to whom; may be repeated")
        parser.add_argument("--action", default="", help="signin.refused")
        parser.add_argument("--school", help="the number of a school: only its events")
        parser.add_argument("--since", type=moment, help="2026-11-25 or 2026-11-25T08:30, in UTC")
        parser.add_argument("--until", type=moment, help="not any more")
        parser.add_argument("--before", type=int, help="older than the event with that number")
        parser.add_argument("--limit", type=int, default=PAGE)
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(self, *_: Any, **options: Any) -> None:
        asked = Asked(
            keys=tuple(options["key"]) if options["key"] else None,
            action=options["action"],
            since=options["since"],
            until=options["until"],
            before=options["before"],
        )
        school, limit = options["school"], max(1, options["limit"])
        page = of_site(asked, limit) if school is None else of_scope(school, asked, limit)
        for event in page.events:
            self.stdout.write(as_json(event) if options["json"] else as_line(event))
        if page.older and not options["json"]:
            self.stdout.write(f"Older ones: --before {page.older}")


def moment(typed: str) -> datetime:
    try:
        read = datetime.fromisoformat(typed)
    except ValueError:
        raise ArgumentTypeError(f"{typed!r} is not a time like 2026-11-25T08:30") from None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def as_line(event: AuditEvent) -> str:
    role = f" ({event.acting_role})" if event.acting_role else ""
    said = [
        str(event.pk),
        f"{event.ts:%Y-%m-%dT%H:%M:%SZ}",
        f"school {event.scope}" if event.scope else "",
        f"{event.actor}{role}",
        event.action,
        event.object,
        json.dumps(event.detail, ensure_ascii=False) if event.detail else "",
        event.network,
    ]
    return "  ".join(filter(None, said))


def as_json(event: AuditEvent) -> str:
    row = {"id": event.pk, "ts": event.ts.isoformat()}
    row |= {name: getattr(event, name) for name in FIELDS}
    return json.dumps(row, ensure_ascii=False)
