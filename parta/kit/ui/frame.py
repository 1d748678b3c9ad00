"""What the school's frame shows around a page: who is in, and where they may go."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of the site; `icon` is a name of icons.ICONS."""

    title: str
    url: str
    icon: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """`person` is the full name, "" while there is none; `about` the hat ("pupil of 7B")."""

    school: str
    person: str
    about: str
    signout: str  # address that ends the session by POST
    account: str = ""  # address of the account with which they came in; "" where we know none
    hats: str = ""  # address where another hat is chosen; "" for who has one
    tabs: tuple[Tab, ...] = ()  # at most four; fewer than two show no tabs
