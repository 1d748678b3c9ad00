"""Brings one site's data up to date before it serves: `python -m parta.run.prepare school`.

Applies migrations, collects static files and makes the school known to the
identity sites, each only when something changed; puts the demo to rest where it
is switched off.  Prints the site's Standing; a site of the demo alone has none.
"""

import io
import os
import sys
from pathlib import Path

import django
from django.core.management import call_command

from parta.kit.listen import DEMO_SITES
from parta.run.web import digest

ENDED = {"civic": "/signin/backchannel-logout", "learnid": "/learning/backchannel-logout"}
"""Where each identity site tells the school of its ended sessions."""


def main(site: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = f"parta.{site}.settings"
    django.setup()
    _migrate()
    if site in DEMO_SITES:
        call_command("bank_prepare", stdout=io.StringIO())
        return
    if site == "school":
        _collect_static()
    else:
        _make_the_school_known(site)
    call_command("demo_standing")


def _make_the_school_known(site: str) -> None:
    from django.conf import settings

    told = f"{settings.SITE_URLS['school']}{ENDED[site]}"
    call_command("client_ensure", backchannel_logout_uri=told, stdout=io.StringIO())


def _migrate() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", interactive=False, verbosity=0)


def _collect_static() -> None:
    """One folder serves all sites: they share their styles and scripts."""
    from django.conf import settings

    stamp = Path(settings.STATIC_ROOT) / ".sources"
    wanted = digest(_static_sources())
    if not (stamp.exists() and stamp.read_text() == wanted):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(wanted)


def _static_sources() -> list[Path]:
    from django.contrib.staticfiles.finders import get_finders

    found = (entry for finder in get_finders() for entry in finder.list([]))
    return sorted(Path(storage.path(name)) for name, storage in found)


if __name__ == "__main__":
    main(sys.argv[1])
