"""Sealing under a key per person, so that erasing one key erases one person and breaks nothing else."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any
from uuid import UUID

from django.utils import timezone

from loopbaankrediet.journal.models import SubjectKey
from loopbaankrediet.kernel import crypto
from loopbaankrediet.platform.places import secret_bytes


def seal_for(subject_id: UUID, content: object, *, context: str) -> bytes:
    """Seal JSON-able content for one person; `context` names what it is (for example 'decision')."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return crypto.seal(_key_of(subject_id), text.encode(), context=f"{context}:{subject_id}")


def unseal_for(subject_id: UUID, sealed: bytes | memoryview, *, context: str) -> Any:
    """The content again; SealBroken when it was changed or belongs to someone else."""
    return opener_for(subject_id, context=context)(sealed)


def opener_for(subject_id: UUID, *, context: str) -> Callable[[bytes | memoryview], Any]:
    """Opens any number of contents of one person with one reading of her key; SealBroken as `unseal_for`."""
    key = _key_of(subject_id)
    return lambda sealed: json.loads(crypto.unseal(key, bytes(sealed), context=f"{context}:{subject_id}"))


def look_up_hash(text: str, *, purpose: str) -> bytes:
    """A keyed hash by which a sealed value can be found but not guessed."""
    return crypto.keyed_hash(_index_key(), text, purpose=purpose)


def _key_of(subject_id: UUID) -> bytes:
    row = SubjectKey.objects.filter(subject_id=subject_id).first()
    if row is None:
        wrapped = crypto.seal(_master_key(), crypto.new_key(), context=f"key:{subject_id}")
        row, _ = SubjectKey.objects.get_or_create(
            subject_id=subject_id, defaults={"wrapped_key": wrapped, "made_at": timezone.now()}
        )
    return crypto.unseal(_master_key(), bytes(row.wrapped_key), context=f"key:{subject_id}")


@cache
def _master_key() -> bytes:
    return secret_bytes("master_key")


@cache
def _index_key() -> bytes:
    return secret_bytes("index_key")
