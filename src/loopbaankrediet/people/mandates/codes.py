"""The code by which a helper takes up a power of attorney: made at random, kept as a keyed hash, few tries."""

import secrets
import unicodedata
from datetime import timedelta
from uuid import UUID

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.keys import look_up_hash
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.people.mandates.errors import TooManyMandateCodes
from loopbaankrediet.people.mandates.models import MandateAttempt
from loopbaankrediet.people.models import Person

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def hash_of_code(text: str) -> bytes:
    return look_up_hash("".join(text.split()).replace("-", "").upper(), purpose="mandate-code")


def check_attempts(person_id: UUID, clock: Clock) -> None:
    """Refuse after too many wrong codes. Tries of one person go one by one, so that none slips past the count."""
    Person.objects.select_for_update(no_key=True).get(id=person_id)
    wrong = MandateAttempt.objects.filter(person_id=person_id, attempted_at__gt=clock.now() - timedelta(hours=1))
    if wrong.count() >= term("mandate_wrong_codes_per_hour", on=clock.today()):
        raise TooManyMandateCodes


def same_name(one: str, other: str) -> bool:
    """Whether two family names are the same to the ear of a clerk: letters only, no accents, no capitals."""
    return _letters(one) == _letters(other) != ""


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in plain if sign.isalpha())
