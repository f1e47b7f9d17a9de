"""The two ways into the journal: an act (in its own transaction) and a look (the one thing a GET may write)."""

import json
from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from loopbaankrediet.journal.errors import KeyReused
from loopbaankrediet.journal.keys import findable_hashes, numbered_hash, seal_for
from loopbaankrediet.journal.models import ActKey, Entry, Kind
from loopbaankrediet.journal.requests import current_request
from loopbaankrediet.journal.subjects import Look, Subject
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.platform.rings import Purpose
from loopbaankrediet.platform.rows import Rows

COLUMNS = tuple(field for field in Entry._meta.concrete_fields if not field.primary_key)
ROWS_AT_ONCE = 2_000


def record_act(
    verb: str,
    subject: Subject,
    *,
    key: UUID,
    by: Actor,
    clock: Clock,
    details: dict[str, object] | None = None,
    rows: Rows | None = None,
) -> None:
    """Note an act inside its transaction. The key can be recorded once: a second commit of the same act fails.

    `rows`: what the act itself writes last, written with the note in one statement.
    """
    together = rows or Rows()
    together.insert(_entry(Kind.ACT, verb, subject, key=key, by=by, clock=clock, details=details))
    together.write()


def record_acts(verb: str, done: Sequence[tuple[Subject, UUID]], *, by: Actor, clock: Clock) -> None:
    """As `record_act`, for the same act on many: each subject with a key of its own."""
    entries = [_entry(Kind.ACT, verb, subject, key=key, by=by, clock=clock, details=None) for subject, key in done]
    Entry.objects.bulk_create(entries)


def record_look(
    verb: str,
    subject: Subject,
    *,
    by: Actor,
    clock: Clock,
    purpose: str | None = None,
    dossier: str | None = None,
) -> None:
    """Note that someone looked at a person's data. `purpose`: an entry of the register; `dossier`: a file number."""
    entry = _entry(
        Kind.LOOK, verb, subject, key=None, by=by, clock=clock, details=None, purpose=purpose, dossier=dossier
    )
    entry.save(force_insert=True)


def record_looks(looks: Sequence[Look], *, by: Actor, clock: Clock) -> None:
    """Note everything that one page showed, with one statement; nothing when it showed nobody."""
    entries = [
        _entry(
            Kind.LOOK,
            look.verb,
            look.subject,
            key=None,
            by=by,
            clock=clock,
            details=look.details,
            purpose=look.purpose,
            dossier=look.dossier,
        )
        for look in looks
    ]
    for start in range(0, len(entries), ROWS_AT_ONCE):
        _insert(entries[start : start + ROWS_AT_ONCE])


def done_before(key: UUID, *, by: Actor, about: Sequence[object]) -> UUID | None:
    """What the act with this key made or changed, when it was done before; None when it is new.

    `about` is the verb and everything that was asked. The key is written at once: a double click waits here until the
    first one ends, and then sees it done. KeyReused when the key belongs to another person or another question.
    Ask it first in every act; a refused act gives its key back. Once the ring's key is retired the question cannot be
    told again: such an old form is refused, and never done twice.
    """
    asked = json.dumps([by.capacity, by.person_id, *about], default=str)
    number, digest = numbered_hash(Purpose.ACTS, asked)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO journal_actkey (key, digest, key_number) VALUES (%s, %s, %s) ON CONFLICT (key) DO NOTHING",
            [key, digest, number],
        )
        if cursor.rowcount:
            return None
    kept = ActKey.objects.get(key=key)
    if bytes(kept.digest) != findable_hashes(Purpose.ACTS, asked).get(kept.key_number):
        raise KeyReused
    return Entry.objects.values_list("subject_id", flat=True).get(act_key=key)


def _insert(entries: Sequence[Entry]) -> None:
    """One statement and no transaction around it: a page pays one question to the database for all its looks."""
    values = [field.get_db_prep_save(getattr(one, field.attname), connection) for one in entries for field in COLUMNS]
    names, row = ", ".join(str(field.column) for field in COLUMNS), f"({', '.join(['%s'] * len(COLUMNS))})"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO journal_entry ({names}) VALUES {', '.join([row] * len(entries))}",  # noqa: S608
            values,
        )


def _entry(
    kind: Kind,
    verb: str,
    subject: Subject,
    *,
    key: UUID | None,
    by: Actor,
    clock: Clock,
    details: dict[str, object] | None,
    purpose: str | None = None,
    dossier: str | None = None,
) -> Entry:
    sealed = seal_for(subject.person_id, details, context="journal") if details and subject.person_id else None
    return Entry(
        kind=kind,
        verb=verb,
        subject_type=subject.type,
        subject_id=subject.id,
        person_id=subject.person_id,
        capacity=by.capacity,
        actor_id=by.person_id,
        act_key=key,
        legal_on=clock.today(),
        recorded_at=clock.now(),
        details_sealed=sealed,
        representation=by.representation,
        mandate_id=by.mandate_id,
        request_id=current_request(),
        purpose=purpose,
        dossier=dossier,
    )


__all__ = ["Look", "Subject", "done_before", "record_act", "record_acts", "record_look", "record_looks"]
