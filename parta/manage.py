"""Django's commands of one site: `python -m parta.manage school migrate`."""

import os
import sys

from parta.kit.env import Misconfigured

SITES = ("school", "civic", "learnid", "bank")


def main(arguments: list[str]) -> None:
    if not arguments or arguments[0] not in SITES:
        sys.exit(f"usage: python -m parta.manage {{{','.join(SITES)}}} COMMAND …")
    site, *rest = arguments
    os.environ["DJANGO_SETTINGS_MODULE"] = f"parta.{site}.settings"
    from django.core.management import execute_from_command_line

    try:
        execute_from_command_line([f"parta.manage {site}", *rest])
    except Misconfigured as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main(sys.argv[1:])
