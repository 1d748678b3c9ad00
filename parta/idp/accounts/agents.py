"""A browser in two words, from what it says of itself: "Android, Chrome".

Pure, and for the person's own eyes only: browsers may say what they like.
"""

SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)
BROWSERS = (
    ("YaBrowser/", "Yandex Browser"),
    ("OPR/", "Opera"),
    ("Edg", "Edge"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
)
"""Those that call themselves by others' names as well come first."""


def words(user_agent: str) -> str:
    """ "" where nothing is known."""
    found = (
        next((name for mark, name in known if mark in user_agent), "")
        for known in (SYSTEMS, BROWSERS)
    )
    return ", ".join(filter(None, found))
