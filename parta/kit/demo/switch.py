"""Whether this installation shows the demo, whose passwords everybody may know."""

from parta.kit import env
from parta.kit.listen import DEMO_SITES, SITES, open_to_strangers


def sites() -> tuple[str, ...]:
    """Every site that this installation runs."""
    return (*SITES, *DEMO_SITES) if switched_on() else SITES


def switched_on() -> bool:
    """PARTA_DEMO.  Raises Misconfigured where other machines could reach the demo."""
    if not env.flag("PARTA_DEMO", True):
        return False
    if strangers := open_to_strangers():
        raise env.Misconfigured(
            "The demo has public passwords, so it runs on this machine alone: set PARTA_DEMO=off, "
            f"or {' and '.join(strangers)} to a loopback address such as 127.0.0.1."
        )
    return True
