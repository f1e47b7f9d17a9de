"""Rotating the keys of a ring, and destroying a key once nothing needs it: safe while the platform runs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import connections
from django.utils import timezone
from django.utils.module_loading import import_string

from loopbaankrediet.evaluation.pseudonyms import SURVEY_USES
from loopbaankrediet.guidance.actions.codes import CODE_USES
from loopbaankrediet.journal import rotation as wrapping
from loopbaankrediet.people import rotation as hashing
from loopbaankrediet.platform import known_keys, rings
from loopbaankrediet.platform.addresses import uses_own_server
from loopbaankrediet.platform.backups.key_uses import backups_before, files_sealed_with
from loopbaankrediet.platform.rings import Purpose
from loopbaankrediet.platform.sealing import roots

Move = Callable[[int], Iterator[int]]

MOVES: dict[Purpose, Move] = {Purpose.PERSON_KEYS: wrapping.rewrap, Purpose.NUMBERS: hashing.rehash}
USES: dict[Purpose, str] = {
    Purpose.PERSON_KEYS: wrapping.USES,
    Purpose.NUMBERS: hashing.USES,
    Purpose.CODES: CODE_USES,
    Purpose.ACTS: wrapping.ACT_USES,
    Purpose.SURVEYS: SURVEY_USES,
}
IN_BACKUPS = tuple(MOVES)


@dataclass(frozen=True)
class Held:
    """Why an older key of a ring stays: `uses` counts what needs it; 0: nothing does, and it is destroyed."""

    number: int
    uses: int
    what: str


def take_new_key(purpose: Purpose) -> int:
    """The number of the key that writes from now on; the same again while rows of an older one wait to be moved."""
    if purpose in MOVES and not rings.ready(purpose) and any(held.uses for held in older_keys(purpose)):
        return rings.numbers(purpose)[0]
    number = rings.make_ready(purpose)
    if purpose in USES:
        known_keys.make_known(purpose, number)
    rings.let_write(purpose, number)
    return number


def move_rows(purpose: Purpose) -> Iterator[int]:
    """Bring every row under the newest key; how many so far, after each batch. Repeat after a kill: it goes on."""
    newest = rings.numbers(purpose)[0]
    yield from MOVES[purpose](newest) if purpose in MOVES else ()
    for held in older_keys(purpose):
        if purpose in USES and not held.uses:
            known_keys.note_emptied(purpose, held.number)


def older_keys(purpose: Purpose) -> list[Held]:
    """The keys that write no more, with what still needs them."""
    return [Held(number, *_needs(purpose, number)) for number in rings.numbers(purpose)[1:]]


def retire_old(purpose: Purpose) -> list[Held]:
    """Destroy every older key that nothing needs; what each one was held by. Repeat after a kill: it goes on."""
    found = []
    for number in rings.numbers(purpose)[1:]:
        uses, what = _needs(purpose, number)
        if not uses and purpose in USES:
            uses = known_keys.retire(purpose, number, uses=USES[purpose])
        if not uses:
            _destroy(purpose, number)
        found.append(Held(number, uses, what))
    return found


def _destroy(purpose: Purpose, number: int) -> None:
    if purpose is Purpose.SEALS:
        roots.retire_key(number)
    else:
        rings.remove(purpose, number)


def _needs(purpose: Purpose, number: int) -> tuple[int, str]:
    if purpose is Purpose.BACKUPS:
        return files_sealed_with(rings.key(purpose, number)), "back-ups en stukken van het archief"
    if purpose is Purpose.SESSIONS:
        return _sessions_of(number), "aanmeldingen die nog lopen"
    if purpose is Purpose.SEALS:
        return 0, ""
    with connections["owner"].cursor() as cursor:
        cursor.execute(USES[purpose], {"number": number})
        rows = int(cursor.fetchone()[0])
    if rows or purpose not in IN_BACKUPS or not uses_own_server():
        return rows, "rijen in de databank"
    emptied = known_keys.emptied_at(purpose, number) or timezone.now()
    return backups_before(emptied), "back-ups van voor de rotatie"


def _sessions_of(number: int) -> int:
    """Sign-ins that this key still signs; such a visitor would have to sign in again."""
    salt = import_string(f"{settings.SESSION_ENGINE}.SessionStore")().key_salt
    rows = Session.objects.using("owner").filter(expire_date__gt=timezone.now()).order_by("session_key")
    secret = rings.key(Purpose.SESSIONS, number).hex()
    return sum(_signed(text, secret, salt) for text in rows.values_list("session_data", flat=True).iterator())


def _signed(text: str, secret: str, salt: str) -> bool:
    try:
        signing.TimestampSigner(key=secret, salt=salt, fallback_keys=[]).unsign(text)
    except signing.BadSignature:
        return False
    return True
