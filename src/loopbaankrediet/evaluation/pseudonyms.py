"""Under which name an answer is kept: the same for all waves of one person, and nobody's without both keys."""

import secrets
from uuid import UUID

from loopbaankrediet.journal.keys import hash_under, seal_for, unseal_for
from loopbaankrediet.platform import rings
from loopbaankrediet.platform.rings import Purpose

SALT_BYTES = 16
CONTEXT = "survey"
SURVEY_USES = """
SELECT count(*) FROM evaluation_surveyinvitation AS invited WHERE key_number = %(number)s
   AND NOT EXISTS (SELECT FROM evaluation_surveyrefusal AS refused WHERE refused.person_id = invited.person_id)
"""
"""People whose later answers still need this key of the ring."""


def new_salt(person_id: UUID) -> tuple[bytes, int]:
    """What makes the pseudonym of a person who is asked for the first time: sealed under her key, and a key number."""
    sealed = seal_for(person_id, secrets.token_hex(SALT_BYTES), context=CONTEXT)
    return sealed, rings.numbers(Purpose.SURVEYS)[0]


def pseudonym_of(person_id: UUID, salt_sealed: bytes, key_number: int) -> bytes:
    """Erased when her key is gone, KeyGone when that of the ring is: then her answers are anonymous for good."""
    salt = str(unseal_for(person_id, salt_sealed, context=CONTEXT))
    return hash_under(Purpose.SURVEYS, key_number, salt)
