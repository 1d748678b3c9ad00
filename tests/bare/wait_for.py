"""Waits until the named parts of a running installation answer: `wait_for.py sites media`."""

import sys
import time
import urllib.error
import urllib.request

from parta.kit.listen import SITES
from parta.run.addresses import address_of, media_addresses

PATIENCE_SECONDS = 900


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=3):
            return True
    except urllib.error.HTTPError as error:
        return error.code < 500
    except OSError:
        return False


def main(parts: list[str]) -> None:
    urls = [f"http://{address_of(site)}/" for site in SITES if "sites" in parts]
    urls += [f"http://{media_addresses()[0]}/"] if "media" in parts else []
    until = time.monotonic() + PATIENCE_SECONDS
    while waiting := [url for url in urls if not answers(url)]:
        if time.monotonic() > until:
            sys.exit(f"No answer from {', '.join(waiting)}.")
        time.sleep(0.5)


main(sys.argv[1:])
