"""Waits until a part of a running installation answers: `wait_for.py sites` or `media`."""

import sys
import time

from parta.kit.listen import SITES
from parta.run.addresses import address_of, media_addresses
from parta.run.probe import answers

PATIENCE_SECONDS = 900


def main(part: str) -> None:
    places = [media_addresses()[0]] if part == "media" else [address_of(site) for site in SITES]
    until = time.monotonic() + PATIENCE_SECONDS
    while waiting := [str(place) for place in places if not answers(f"http://{place}/")]:
        if time.monotonic() > until:
            sys.exit(f"No answer from {', '.join(waiting)}.")
        time.sleep(0.5)


main(sys.argv[1])
