"""Icons and the three doors' marks: one stroke each, drawn in the text's colour.

Shapes live here once; a page gets them inline, so that they follow the ink and
cost no request.
"""

from functools import cache
from typing import Final

from markupsafe import Markup

ICONS: Final = {
    "back": '<path d="m14.5 5.5-6.5 6.5 6.5 6.5"/>',
    "ban": '<circle cx="12" cy="12" r="9"/><path d="m5.800 5.800 12.400 12.400"/>',
    "book": '<path d="M4 5.5A2.5 2.5 0 0 1 6.5 3H20v15H6.5A2.5 2.5 0 0 0 4 20.5z"/>'
    '<path d="M4 20.5A2.5 2.5 0 0 0 6.5 21H20v-3"/><path d="M9 3v15"/>',
    "calendar": '<rect x="4" y="5" width="16" height="15.500" rx="3"/>'
    '<path d="M8.500 3v4M15.500 3v4M4 10.500h16"/>',
    "camera": '<rect x="2.5" y="6" width="13" height="12" rx="3"/>'
    '<path d="m15.5 10.5 6-3.2v9.4l-6-3.2z"/>',
    "chat": '<path d="M21 12a8 8 0 0 1-8 8H4l1.8-3.2A8 8 0 1 1 21 12z"/>',
    "check": '<path d="m4.5 12.5 5 5 10-11"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.2l3.3 2"/>',
    "close": '<path d="m6 6 12 12M18 6 6 18"/>',
    "copy": '<rect x="8" y="8" width="12.500" height="12.500" rx="2.500"/>'
    '<path d="M16 8V6a2.500 2.500 0 0 0-2.500-2.500H6A2.500 2.500 0 0 0 3.500 6v7.500'
    'A2.500 2.500 0 0 0 6 16h2"/>',
    "down": '<path d="m5.5 9.5 6.5 6.5 6.5-6.5"/>',
    "eye": '<path d="M2.500 12S6 5 12 5s9.500 7 9.500 7-3.500 7-9.500 7-9.500-7-9.500-7z"/>'
    '<circle cx="12" cy="12" r="3"/>',
    "eye-off": '<path d="M9.9 5.3A9.6 9.6 0 0 1 12 5c6 0 9.500 7 9.500 7a16 16 0 0 1-2.700 3.600'
    "M6.300 6.400A15.500 15.500 0 0 0 2.500 12s3.500 7 9.500 7a9.300 9.300 0 0 0 5.500-1.800"
    'M3 3l18 18M9.900 10a3 3 0 0 0 4.200 4.200"/>',
    "family": '<circle cx="9" cy="7.500" r="3.500"/><path d="M3 20a6 6 0 0 1 12 0"/>'
    '<circle cx="18" cy="13" r="2.200"/><path d="M14.800 20.500a3.300 3.300 0 0 1 6.400 0"/>',
    "finger": '<path d="M12 11v3.500a9 9 0 0 1-1.300 4.700M8.500 19.500A10 10 0 0 0 9 15v-4'
    "a3 3 0 0 1 6 0v3c0 2-.2 4-.9 6M5.500 16.500c.3-1.200.4-2.300.4-3.500v-2"
    "a6.100 6.100 0 0 1 9.800-4.800"
    'M18.100 10.500c.1 3 .1 5.500-.4 8M4 8.500A9 9 0 0 1 12 3.500a9 9 0 0 1 7 3.500"/>',
    "hand": '<path d="M7 12.5V6.2a1.6 1.6 0 0 1 3.2 0V11M10.2 10.5V4.1a1.6 1.6 0 0 1 3.2 0v6.4'
    "M13.4 10.8V5.6a1.6 1.6 0 0 1 3.2 0v7.9M16.6 12V9.4a1.6 1.6 0 0 1 3.1.1V14a7.5 7.5 0 0 1"
    '-7.5 7.5c-3 0-4.7-1.3-6.2-3.7l-2.4-4a1.6 1.6 0 0 1 2.7-1.7L7 13.4"/>',
    "help": '<circle cx="12" cy="12" r="9"/>'
    '<path d="M9.4 9.4a2.7 2.7 0 1 1 3.9 2.4c-.8.4-1.3 1-1.3 1.9"/><path d="M12 17v.2"/>',
    "home": '<path d="m3.500 11 8.500-7.500 8.500 7.500M6 9.500V20h12V9.500"/>',
    "id-card": '<rect x="3" y="5" width="18" height="14" rx="2.800"/>'
    '<circle cx="8.500" cy="11" r="2"/><path d="M5.800 16a2.800 2.800 0 0 1 5.400 0M14 10h4.500'
    'M14 14h3"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.500M12 7.600v.1"/>',
    "leave": '<path d="M14 3.500H6.500A1.500 1.500 0 0 0 5 5v14a1.500 1.500 0 0 0 1.500 1.500H14'
    'M10.500 12H21m-3.500-3.500L21 12l-3.500 3.500"/>',
    "lock": '<rect x="4.500" y="10.500" width="15" height="10.500" rx="3"/>'
    '<path d="M8 10.500V7a4 4 0 0 1 8 0v3.500"/>',
    "look": '<circle cx="12" cy="12" r="9"/><path d="M12 3v18M12 7a5 5 0 0 1 0 10"/>',
    "mail": '<rect x="3" y="5" width="18" height="14" rx="2.800"/><path d="m4 7.500 8 6 8-6"/>',
    "microphone": '<rect x="9" y="2.5" width="6" height="12" rx="3"/>'
    '<path d="M5 11a7 7 0 0 0 14 0M12 18v3.5"/>',
    "next": '<path d="m9.5 5.5 6.5 6.5-6.5 6.5"/>',
    "pen": '<path d="M4 20c3-1 4-4 4-4l10-11a2.1 2.1 0 0 1 3 3L11 18.5s-2.5 2.5-7 1.5z"/>'
    '<path d="m8 16 3 2.5"/>',
    "people": '<circle cx="9" cy="8" r="3.5"/>'
    '<path d="M2.5 20a6.5 6.5 0 0 1 13 0M16 4.8a3.5 3.5 0 0 1 0 6.4'
    'M18 14.2a6.5 6.5 0 0 1 3.5 5.8"/>',
    "person": '<circle cx="12" cy="8" r="3.8"/><path d="M4.500 20.500a7.500 7.500 0 0 1 15 0"/>',
    "phone": '<rect x="6.500" y="2.500" width="11" height="19" rx="2.800"/>'
    '<path d="M10.500 18.500h3"/>',
    "plus": '<path d="M12 5v14M5 12h14"/>',
    "school": '<path d="M4 20.500V6l8-3 8 3v14.500M2.500 20.500h19M9.500 20.500V15h5v5.500'
    'M8 9.500h.1M12 9.500h.1M16 9.500h.1"/>',
    "screen": '<rect x="4.500" y="5" width="15" height="10.500" rx="1.800"/><path d="M2 19h20"/>',
    "share": '<path d="M12 15V3.500M8 7l4-3.700L16 7M7 11H5.500v9.500h13V11H17"/>',
    "sound": '<path d="M4 9.500v5h3.500L13 19V5L7.500 9.500zM16.500 9a4.200 4.200 0 0 1 0 6'
    'M19 6.500a8 8 0 0 1 0 11"/>',
    "swap": '<path d="M4 8.500h14l-3.500-3.500M20 15.500H6l3.500 3.500"/>',
    "warning": '<path d="M12 3.500 2.500 20h19z"/><path d="M12 10v4.500M12 17.200v.1"/>',
}
"""The inside of a 24 by 24 picture, by name."""

MARKS: Final = {
    "civic": '<rect x="6" y="3" width="20" height="26" rx="3.500"/>'
    '<circle cx="16" cy="13" r="4.500"/><path d="M11.500 23.500h9"/>',
    "bank": '<path d="M4 12.500 16 5l12 7.500zM5 27h22"/>'
    '<path d="M8.500 16v7.500M16 16v7.500M23.500 16v7.500"/>',
    "learnid": '<path d="M16 3.500 24 17l-4.500 9.500h-7L8 17z"/><path d="M16 3.500v11"/>'
    '<circle cx="16" cy="17" r="2.500"/><path d="M11 30h10"/>',
    "school": '<path d="M3.500 13.500 19 8.500M7 12.600V26M3.500 27h25M21.500 18.500h7M28.500 10v9'
    'M25 19v8"/><path d="M7 19.500h9"/>',
}
"""The inside of a 32 by 32 picture, by site: a booklet, a nib, a desk."""


@cache
def icon(name: str, css: str = "ic") -> Markup:
    """An icon for the eye only: the words stand beside it."""
    return Markup('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true">{}</svg>').format(
        css,
        Markup(ICONS[name]),  # noqa: S704 - a constant of ours
    )


@cache
def mark(site: str, css: str = "mark") -> Markup:
    return Markup('<svg class="{}" viewBox="0 0 32 32" aria-hidden="true">{}</svg>').format(
        css,
        Markup(MARKS[site]),  # noqa: S704 - a constant of ours
    )
