"""Where a sign-in leads: the client whose request sent the person here.

Signed by us and carried in the address, so that the page can name the client,
and let its form end there, without asking the database.
"""

from dataclasses import dataclass

from django.core import signing

SALT = "parta.goal"
LIVES_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Goal:
    name: str
    origin: str  # where the client takes the answer

    @property
    def site(self) -> str:
        """The way back to the client's site; "" where it is an app."""
        return f"{self.origin}/" if self.origin.startswith(("https://", "http://")) else ""


def sign(goal: Goal) -> str:
    return signing.dumps([goal.name, goal.origin], salt=SALT)


def read(text: str) -> Goal | None:
    """The goal, or None when the text is not ours or too old."""
    try:
        name, source = signing.loads(text, salt=SALT, max_age=LIVES_SECONDS)
    except signing.BadSignature:
        return None
    return Goal(name, source)
