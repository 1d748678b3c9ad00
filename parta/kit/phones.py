"""Phone numbers as people type them, kept in one form: E.164 ("+71991111111").

Source of the rules: Google's libphonenumber.  A number must be *possible* (the
right length for its country), not *assigned*: ranges change faster than
libraries, and the code that is sent proves the number anyway.
"""

import re

import phonenumbers

HOME_COUNTRY = "RU"
TYPED = re.compile(r"\+?[0-9\s()./\u2010-\u2015-]{7,30}")
HOME = re.compile(r"\+7[0-9]{10}")
HOME_TRUNK = re.compile(r"[78][0-9]{10}")


def normalise(typed: str) -> str | None:
    """The number in E.164, or None when this can't be a phone number.

    Ten digits, or eleven that begin with 8 or 7, are a number of the home
    country; any other country needs its "+".
    """
    typed = typed.strip()
    if not TYPED.fullmatch(typed):
        return None
    digits = re.sub(r"[^0-9]", "", typed)
    if HOME_TRUNK.fullmatch(digits) and not typed.startswith("+8"):
        digits = digits[1:]
    elif typed.startswith("+"):
        digits = f"+{digits}"
    return _possible(digits)


def _possible(digits: str) -> str | None:
    try:
        number = phonenumbers.parse(digits, HOME_COUNTRY)
    except phonenumbers.NumberParseException:
        return None
    if (
        phonenumbers.is_possible_number_with_reason(number)
        != phonenumbers.ValidationResult.IS_POSSIBLE
    ):
        return None
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def shown(number: str) -> str:
    """An E.164 number as it is read: "+7 199 111-11-11"."""
    if HOME.fullmatch(number):
        return f"+7 {number[2:5]} {number[5:8]}-{number[8:10]}-{number[10:]}"
    parsed = phonenumbers.parse(number)
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))
