"""The two ways into the journal: an act (in its own transaction) and a look (the one thing a GET may write)."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.journal.models import Entry, Kind
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock

KEY_SPACE = 2**64


@dataclass(frozen=True)
class Subject:
    """What an entry is about. `person_id`: the citizen it concerns, when there is one."""

    type: str
    id: UUID
    person_id: UUID | None = None


def record_act(
    verb: str,
    subject: Subject,
    *,
    key: UUID,
    by: Actor,
    clock: Clock,
    details: dict[str, object] | None = None,
) -> None:
    """Note an act inside its transaction. The key can be recorded once: a second commit of the same act fails."""
    _write(Kind.ACT, verb, subject, key=key, by=by, clock=clock, details=details)


def record_look(verb: str, subject: Subject, *, by: Actor, clock: Clock) -> None:
    """Note that someone looked at a person's data."""
    _write(Kind.LOOK, verb, subject, key=None, by=by, clock=clock, details=None)


def done_before(key: UUID) -> UUID | None:
    """What the act with this key made or changed, when it was done before; None when it is new.

    Takes a lock on the key until the transaction ends, so a double click waits here and then sees the first one done.
    Ask it first in every act.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key.int % KEY_SPACE - KEY_SPACE // 2])
    return Entry.objects.filter(act_key=key).values_list("subject_id", flat=True).first()


def _write(
    kind: Kind,
    verb: str,
    subject: Subject,
    *,
    key: UUID | None,
    by: Actor,
    clock: Clock,
    details: dict[str, object] | None,
) -> None:
    sealed = seal_for(subject.person_id, details, context="journal") if details and subject.person_id else None
    Entry.objects.create(
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
    )
