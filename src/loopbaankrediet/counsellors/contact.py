"""How a counsellor can be reached: a phone number and an e-mail address, read and checked in one place."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from loopbaankrediet.counsellors.errors import EmailRefused, PhoneRefused

_SEPARATORS = re.compile(r"[\s./()-]+")
_PHONE = re.compile(r"0[1-9][0-9]{7,8}|\+[1-9][0-9]{7,14}")


def parse_phone(text: str) -> str:
    """The number with single spaces where it was typed with separators; '' when nothing was typed. PhoneRefused."""
    number = _SEPARATORS.sub(" ", text).strip()
    if number and not (number.isascii() and _PHONE.fullmatch(number.replace(" ", ""))):
        raise PhoneRefused
    return number


def parse_email(text: str) -> str:
    """The address as typed, without spaces around it; '' when nothing was typed. EmailRefused."""
    address = text.strip()
    try:
        if address:
            validate_email(address)
    except ValidationError as error:
        raise EmailRefused from error
    return address
