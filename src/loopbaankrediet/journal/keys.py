"""Sealing under a key per person, so that erasing one key erases one person and breaks nothing else."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils import timezone

from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.journal.models import SubjectKey
from loopbaankrediet.kernel import crypto
from loopbaankrediet.platform import rings
from loopbaankrediet.platform.places import secret_bytes
from loopbaankrediet.platform.rings import Purpose

ERASED = "gewist"
HASHED_AS = {
    Purpose.NUMBERS: "national-number",
    Purpose.CODES: "access-code",
    Purpose.ACTS: "act",
    Purpose.SURVEYS: "survey",
}


def seal_for(subject_id: UUID, content: object, *, context: str) -> bytes:
    """Seal JSON-able content for one person; `context` names what it is (for example 'decision')."""
    return sealer_for(subject_id)(content, context)


def sealer_for(subject_id: UUID) -> Callable[[object, str], bytes]:
    """As `seal_for`, for several contents of one person (content, context) with one reading of her key."""
    key = _key_to_seal(subject_id)
    return lambda content, context: _sealed(key, subject_id, content, context)


def unseal_for(subject_id: UUID, sealed: bytes | memoryview, *, context: str) -> Any:
    """The content again. Erased when the key is gone; SealBroken when it was changed or belongs to someone else."""
    return opener_for(subject_id, context=context)(sealed)


def opener_for(subject_id: UUID, *, context: str) -> Callable[[bytes | memoryview], Any]:
    """Opens any number of contents of one person with one reading of her key. Erased, and SealBroken as `unseal_for`.

    Makes no key: what is only read writes nothing.
    """
    key = _key_of(subject_id)
    if key is None:
        raise Erased
    return _opener(key, f"{context}:{subject_id}")


def openers_for(subject_ids: Iterable[UUID], *, context: str) -> dict[UUID, Callable[[bytes | memoryview], Any]]:
    """As `opener_for`, for many persons with one question to the database; a person without a key is absent."""
    rows = SubjectKey.objects.filter(subject_id__in=list(subject_ids)).order_by("subject_id")
    found = {row.subject_id: _unwrapped(row) for row in rows}
    return {subject: _opener(key, f"{context}:{subject}") for subject, key in found.items() if key is not None}


def text_opener_for(subject_id: UUID, *, context: str) -> Callable[[bytes | memoryview], str]:
    """As `opener_for`, for texts on a page that has more to show: 'gewist' for each once the key is gone."""
    try:
        return opener_for(subject_id, context=context)
    except Erased:
        return lambda _: ERASED


@dataclass(frozen=True)
class RawKeeper:
    """Seals, opens and tells apart bytes of one person, such as the pieces of a file, with one reading of her key."""

    _subject_id: UUID
    _key: bytes

    def seal(self, plain: bytes, context: str) -> bytes:
        return crypto.seal(self._key, plain, context=f"{context}:{self._subject_id}")

    def open(self, sealed: bytes | memoryview, context: str) -> bytes:
        """SealBroken when it was changed or belongs elsewhere."""
        return crypto.unseal(self._key, bytes(sealed), context=f"{context}:{self._subject_id}")

    def fingerprint(self, plain: bytes) -> bytes:
        """Equal for equal bytes of this person; says nothing without her key. 32 bytes."""
        return crypto.keyed_hash_of_bytes(self._key, plain, purpose="fingerprint")


def raw_keeper_for(subject_id: UUID, *, writes: bool = True) -> RawKeeper:
    """Erased when the key is gone. `writes`: a key is made when there is none."""
    key = _key_to_seal(subject_id) if writes else _key_of(subject_id)
    if key is None:
        raise Erased
    return RawKeeper(subject_id, key)


class TextRing:
    """Opens texts of several people in several contexts, and reads the key of each person once."""

    def __init__(self) -> None:
        self._keys: dict[UUID, bytes | None] = {}

    def text(self, subject_id: UUID, sealed: bytes | memoryview, *, context: str) -> str:
        """The text; 'gewist' once the key is gone."""
        if subject_id not in self._keys:
            self._keys[subject_id] = _key_of(subject_id)
        key = self._keys[subject_id]
        return ERASED if key is None else str(_opener(key, f"{context}:{subject_id}")(sealed))


def look_up_hash(text: str, *, purpose: str) -> bytes:
    """A keyed hash by which a value can be found but not guessed, under the one key that never changes."""
    return crypto.keyed_hash(secret_bytes("index_key"), text, purpose=purpose)


def numbered_hash(ring: Purpose, text: str) -> tuple[int, bytes]:
    """A keyed hash to write, with the number of the ring's key that made it."""
    number = rings.numbers(ring)[0]
    return number, hash_under(ring, number, text)


def hash_under(ring: Purpose, number: int, text: str) -> bytes:
    """The keyed hash under one key of the ring."""
    return crypto.keyed_hash(rings.key(ring, number), text, purpose=HASHED_AS[ring])


def findable_hashes(ring: Purpose, text: str) -> dict[int, bytes]:
    """By number, the keyed hash under every key that may have written it, newest first: one of them is found."""
    return {number: crypto.keyed_hash(key, text, purpose=HASHED_AS[ring]) for number, key in rings.keys(ring).items()}


def _sealed(key: bytes, subject_id: UUID, content: object, context: str) -> bytes:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return crypto.seal(key, text.encode(), context=f"{context}:{subject_id}")


def _opener(key: bytes, context: str) -> Callable[[bytes | memoryview], Any]:
    return lambda sealed: json.loads(crypto.unseal(key, bytes(sealed), context=context))


def _key_of(subject_id: UUID) -> bytes | None:
    row = SubjectKey.objects.filter(subject_id=subject_id).first()
    return _unwrapped(row) if row else None


def _key_to_seal(subject_id: UUID) -> bytes:
    """The key of this person, made when there is none. Erased when there was one: nobody writes about her again."""
    row = SubjectKey.objects.filter(subject_id=subject_id).first()
    key = _unwrapped(row or _with_new_key(subject_id))
    if key is None:
        raise Erased
    return key


def _with_new_key(subject_id: UUID) -> SubjectKey:
    number = rings.numbers(Purpose.PERSON_KEYS)[0]
    wrapped = wrap(crypto.new_key(), number, subject_id)
    row, _ = SubjectKey.objects.get_or_create(
        subject_id=subject_id, defaults={"wrapped_key": wrapped, "key_number": number, "made_at": timezone.now()}
    )
    return row


def wrap(key: bytes, number: int, subject_id: UUID) -> bytes:
    """A person's key wrapped under key `number` of the ring."""
    return crypto.seal(rings.key(Purpose.PERSON_KEYS, number), key, context=f"key:{subject_id}")


def unwrap(wrapped: bytes, number: int, subject_id: UUID) -> bytes:
    """A person's key again. KeyGone when key `number` is not in the ring; SealBroken when it is not this person's."""
    return crypto.unseal(rings.key(Purpose.PERSON_KEYS, number), wrapped, context=f"key:{subject_id}")


def _unwrapped(row: SubjectKey) -> bytes | None:
    return unwrap(bytes(row.wrapped_key), row.key_number, row.subject_id) if row.wrapped_key is not None else None
