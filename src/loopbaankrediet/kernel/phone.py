"""Telephone numbers as people type them."""

import re

from loopbaankrediet.kernel.errors import DomainError

_SEPARATORS = re.compile(r"[\s./()-]+")
_PHONE = re.compile(r"0[1-9][0-9]{7,8}|(?:\+|00)[1-9][0-9]{7,14}")


class PhoneRefused(DomainError):
    message = "Schrijf een telefoonnummer, bijvoorbeeld 0470 12 34 56. Begin met 0, of met + en het landnummer."
    field = "phone"


def parse_phone(text: str) -> str:
    """The number with single spaces where it was typed with separators; '' when nothing was typed. PhoneRefused."""
    number = _SEPARATORS.sub(" ", text).strip()
    if number and not (number.isascii() and _PHONE.fullmatch(number.replace(" ", ""))):
        raise PhoneRefused
    return number
