"""The code by which a helper takes up a power of attorney: made at random, kept as a keyed hash, few tries."""

import secrets
import unicodedata
from datetime import timedelta
from uuid import UUID

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.journal.keys import look_up_hash
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.people.mandates.errors import TooManyMandateCodes
from loopbaankrediet.platform.limits import Limit, LimitReached, Use, take

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
CODE_LENGTH = 12


def new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def hash_of_code(text: str) -> bytes:
    return look_up_hash("".join(text.split()).replace("-", "").upper(), purpose="mandate-code")


def count_attempt(person_id: UUID, clock: Clock) -> list[Use]:
    """A code counts before anybody looks whether it is right. TooManyMandateCodes once there were too many."""
    most = term("mandate_wrong_codes_per_hour", on=clock.today())
    uses = [Use(Limit("wrong codes of a power of attorney", most, timedelta(hours=1)), str(person_id))]
    try:
        take(uses, at=clock.now())
    except LimitReached as reached:
        raise TooManyMandateCodes from reached
    return uses


def same_name(one: str, other: str) -> bool:
    """Whether two family names are the same to the ear of a clerk: letters only, no accents, no capitals."""
    return _letters(one) == _letters(other) != ""


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(sign for sign in plain if sign.isalpha())
