"""Sealing under a key per person, so that erasing one key erases one person and breaks nothing else."""

import json
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from uuid import UUID

from django.utils import timezone

from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.journal.models import SubjectKey
from loopbaankrediet.kernel import crypto
from loopbaankrediet.platform.places import secret_bytes

ERASED = "gewist"


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
    return {row.subject_id: _opener(_unwrapped(row), f"{context}:{row.subject_id}") for row in rows}


def text_opener_for(subject_id: UUID, *, context: str) -> Callable[[bytes | memoryview], str]:
    """As `opener_for`, for texts on a page that has more to show: 'gewist' for each once the key is gone."""
    try:
        return opener_for(subject_id, context=context)
    except Erased:
        return lambda _: ERASED


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
    """A keyed hash by which a sealed value can be found but not guessed."""
    return crypto.keyed_hash(_index_key(), text, purpose=purpose)


def _sealed(key: bytes, subject_id: UUID, content: object, context: str) -> bytes:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return crypto.seal(key, text.encode(), context=f"{context}:{subject_id}")


def _opener(key: bytes, context: str) -> Callable[[bytes | memoryview], Any]:
    return lambda sealed: json.loads(crypto.unseal(key, bytes(sealed), context=context))


def _key_of(subject_id: UUID) -> bytes | None:
    row = SubjectKey.objects.filter(subject_id=subject_id).first()
    return _unwrapped(row) if row else None


def _key_to_seal(subject_id: UUID) -> bytes:
    """The key of this person, made when there is none."""
    key = _key_of(subject_id)
    if key is not None:
        return key
    wrapped = crypto.seal(_master_key(), crypto.new_key(), context=f"key:{subject_id}")
    row, _ = SubjectKey.objects.get_or_create(
        subject_id=subject_id, defaults={"wrapped_key": wrapped, "made_at": timezone.now()}
    )
    return _unwrapped(row)


def _unwrapped(row: SubjectKey) -> bytes:
    return crypto.unseal(_master_key(), bytes(row.wrapped_key), context=f"key:{row.subject_id}")


@cache
def _master_key() -> bytes:
    return secret_bytes("master_key")


@cache
def _index_key() -> bytes:
    return secret_bytes("index_key")
