"""The e-mail address at which a counsellor can be reached."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from loopbaankrediet.counsellors.errors import EmailRefused


def parse_email(text: str) -> str:
    """The address as typed, without spaces around it; '' when nothing was typed. EmailRefused."""
    address = text.strip()
    try:
        if address:
            validate_email(address)
    except ValidationError as error:
        raise EmailRefused from error
    return address
