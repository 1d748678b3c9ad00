"""What a Russian typesetter does and nobody types: no line ends after a short word.

Applied when the catalogues are compiled, so that they stay easy to write.
"""

import re
from typing import Final

NBSP: Final = "\N{NO-BREAK SPACE}"
ONE_LETTER: Final = re.compile(r"(?<![\w-])([АВИКОСУЯавикосуя]) (?=\S)")
BEFORE_DASH: Final = re.compile(r" (?=[–—] )")
SIGN: Final = re.compile(r"([№§]) (?=[\d%])")


def set_well(text: str) -> str:
    """`text` with no-break spaces and a hyphen in "e-mail" that does not break."""
    text = ONE_LETTER.sub(rf"\1{NBSP}", text)
    text = SIGN.sub(rf"\1{NBSP}", BEFORE_DASH.sub(NBSP, text))
    return text.replace("e-mail", "e\N{NON-BREAKING HYPHEN}mail")
