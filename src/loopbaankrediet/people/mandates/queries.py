"""Reads of mandates and calls: whether a ground stands now, and the lists that both sides see."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from loopbaankrediet.journal.keys import text_opener_for
from loopbaankrediet.kernel.actors import Actor, Capacity, Representation, Scope
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.people.mandates.models import DeskCall, Mandate
from loopbaankrediet.people.mandates.scopes import scopes_of
from loopbaankrediet.people.mandates.states import MandateState

NAMES_APART = "\n"
"""Between the given name and the family name of whom the citizen named."""
NAME, CODE, JUDGMENT, CALL = "mandate-name", "mandate-code", "mandate-judgment", "desk-call"


@dataclass(frozen=True)
class ActingGround:
    """Why somebody acts for a citizen now, and what it allows. `until`: when a call to the desk ends by itself."""

    representation: Representation
    id: UUID
    person_id: UUID
    scopes: frozenset[Scope]
    until: datetime | None = None


@dataclass(frozen=True)
class MandateLine:
    """One mandate as both sides see it.

    `holds`: it can be used today; `waits`: its code can be used today, or once its letter is sent; `is_confirmed`: the
    code was used, or a second officer confirmed the judgment.
    """

    id: UUID
    kind: Representation
    person_id: UUID
    citizen: str
    helper_id: UUID | None
    helper: str
    ticked: tuple[str, ...]
    by_letter: bool
    offered_on: date
    code_until: date | None
    valid_from: date | None
    valid_until: date | None
    ended_on: date | None
    ended_by_id: UUID | None
    letter_sent_on: date | None
    holds: bool
    waits: bool
    is_confirmed: bool


def ground_of(actor: Actor, *, clock: Clock) -> ActingGround | None:
    """The ground on which this actor acts for somebody else, as it stands now; None when it stands no more."""
    if actor.mandate_id is None or actor.person_id is None or actor.represents is None:
        return None
    if actor.representation is Representation.DESK:
        call = DeskCall.objects.filter(
            id=actor.mandate_id,
            officer_id=actor.person_id,
            person_id=actor.represents,
            closed_at=None,
            ends_at__gt=clock.now(),
        ).first()
        return _ground_of_call(call) if call else None
    found = holding(clock).filter(id=actor.mandate_id, helper_id=actor.person_id, person_id=actor.represents).first()
    return _ground_of_mandate(found) if found else None


def hold_ground(actor: Actor) -> None:
    """Until the transaction ends, nobody can end this ground: an act comes before its end, or is refused after it."""
    table = "people_deskcall" if actor.representation is Representation.DESK else "people_mandate"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} WHERE id = %s FOR SHARE", [actor.mandate_id])  # noqa: S608


def holding(clock: Clock) -> QuerySet[Mandate]:
    """Mandates that can be used today."""
    today = clock.today()
    in_time = Q(valid_until=None) | Q(valid_until__gte=today)
    return Mandate.objects.filter(in_time, state=MandateState.ACTIVE, valid_from__lte=today)


def ground_to_act(mandate_id: UUID, *, by: Actor, clock: Clock) -> ActingGround:
    """The mandate that this person starts to act on. NotFound unless it is his and holds today."""
    found = holding(clock).filter(id=mandate_id, helper_id=by.person_id).first()
    if found is None or by.represents is not None or by.capacity is not Capacity.CITIZEN:
        raise NotFound
    return _ground_of_mandate(found)


def open_call_of(officer_id: UUID) -> DeskCall | None:
    """The call that this officer has not closed yet, also when its time is over."""
    return DeskCall.objects.filter(officer_id=officer_id, closed_at=None).select_related("person").first()


def ground_of_call(call: DeskCall, *, clock: Clock) -> ActingGround:
    """NotFound when the call is over."""
    if call.closed_at is not None or call.ends_at <= clock.now():
        raise NotFound
    return _ground_of_call(call)


def mandates_of_citizen(person_id: UUID, *, clock: Clock) -> tuple[MandateLine, ...]:
    """Who may act for her, or did, newest first."""
    return _lines(Mandate.objects.filter(person_id=person_id), clock)


def mandates_of_helper(helper_id: UUID, *, clock: Clock) -> tuple[MandateLine, ...]:
    """For whom this person may act, or could, newest first."""
    return _lines(Mandate.objects.filter(helper_id=helper_id), clock)


def asked_at_desk(person_id: UUID) -> tuple[tuple[UUID, date], ...]:
    """Mandates that still stand and that were asked for in a call in her name, with the day, oldest first."""
    rows = Mandate.objects.filter(person_id=person_id, asked_in__isnull=False).exclude(state=MandateState.ENDED)
    return tuple(rows.order_by("offered_at").values_list("id", "offered_on"))


def legal_representatives(*, clock: Clock) -> tuple[MandateLine, ...]:
    return _lines(Mandate.objects.filter(kind=Representation.LEGAL_REPRESENTATIVE), clock)


def mandate_line(mandate_id: UUID, *, clock: Clock) -> MandateLine:
    found = _lines(Mandate.objects.filter(id=mandate_id), clock)
    if not found:
        raise NotFound
    return found[0]


def letters_to_send(*, clock: Clock) -> tuple[MandateLine, ...]:
    """Asked by letter and not sent yet, however long ago: the oldest first."""
    rows = Mandate.objects.filter(by_letter=True, letter_sent_on=None, state=MandateState.OFFERED)
    return _lines(rows, clock)[::-1]


def code_of(mandate_id: UUID, *, clock: Clock) -> str:
    """The code in groups of four, while it can be used or waits for its letter; empty after that."""
    in_time = Q(code_until__gte=clock.today()) | Q(by_letter=True, letter_sent_on=None)
    row = Mandate.objects.filter(in_time, id=mandate_id, state=MandateState.OFFERED).first()
    if row is None or row.code_sealed is None:
        return ""
    text = text_opener_for(row.person_id, context=CODE)(row.code_sealed)
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def acted_for(person_id: UUID, citizen_id: UUID) -> bool:
    """Whether this person ever could act for that citizen, as helper, as representative or at the desk."""
    return (
        DeskCall.objects.filter(officer_id=person_id, person_id=citizen_id).exists()
        or Mandate.objects.filter(helper_id=person_id, person_id=citizen_id).exists()
    )


def represents_now(person_id: UUID, citizen_id: UUID, *, clock: Clock) -> bool:
    """Whether this person can act for that citizen today by a power of attorney or a judgment."""
    return holding(clock).filter(helper_id=person_id, person_id=citizen_id).exists()


def _ground_of_mandate(row: Mandate) -> ActingGround:
    kind = Representation(row.kind)
    return ActingGround(kind, row.id, row.person_id, scopes_of(kind, row.ticked))


def _ground_of_call(row: DeskCall) -> ActingGround:
    return ActingGround(Representation.DESK, row.id, row.person_id, scopes_of(Representation.DESK, []), row.ends_at)


def _lines(rows: QuerySet[Mandate], clock: Clock) -> tuple[MandateLine, ...]:
    found = rows.select_related("person", "helper").order_by("-offered_at", "id")
    in_force = set(holding(clock).filter(id__in=rows.values("id")).values_list("id", flat=True))
    return tuple(_line(row, holds=row.id in in_force, today=clock.today()) for row in found)


def _line(row: Mandate, *, holds: bool, today: date) -> MandateLine:
    in_time = row.code_until >= today if row.code_until else row.by_letter
    waits = row.state == MandateState.OFFERED and in_time
    return MandateLine(
        row.id,
        Representation(row.kind),
        row.person_id,
        row.person.full_name,
        row.helper_id,
        row.helper.full_name if row.helper else _named(row),
        tuple(row.ticked),
        row.by_letter,
        row.offered_on,
        row.code_until,
        row.valid_from,
        row.valid_until,
        row.ended_on,
        row.ended_by_id,
        row.letter_sent_on,
        holds,
        waits,
        row.activated_at is not None,
    )


def _named(row: Mandate) -> str:
    """Whom the citizen named; 'gewist' once her key is gone."""
    if row.named_sealed is None:
        return ""
    return text_opener_for(row.person_id, context=NAME)(row.named_sealed).replace(NAMES_APART, " ")
