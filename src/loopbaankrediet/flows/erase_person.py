"""Erasing a person by her key: who may, what stands in the way and until when, and the act itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from loopbaankrediet.appointments.models import Appointment
from loopbaankrediet.counsellors.models import Counsellor, RegistrationState
from loopbaankrediet.credit.models import OPEN_STATES, Application
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.decree.deciding.decide import months_later
from loopbaankrediet.flows.carry_out_erasures import carry_out
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.guidance.states import ACTIVE_STATES
from loopbaankrediet.journal.actions import done_before
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.objections.models import Objection
from loopbaankrediet.objections.states import RUNNING
from loopbaankrediet.oversight.models import LookQuestion
from loopbaankrediet.oversight.states import QuestionState
from loopbaankrediet.payments.models import Claim, ClaimState
from loopbaankrediet.people import erasing
from loopbaankrediet.people.errors import CannotErase
from loopbaankrediet.people.mandates.models import DeskCall, Mandate
from loopbaankrediet.people.mandates.states import MandateState
from loopbaankrediet.people.models import Erasure, OfficerRole
from loopbaankrediet.people.policies import check_has_role
from loopbaankrediet.people.queries import person
from loopbaankrediet.recovery.models import Recovery
from loopbaankrediet.recovery.states import RecoveryState

PAID = (ClaimState.SETTLED, ClaimState.WITHDRAWN)
RECOVERED = (RecoveryState.SETTLED, RecoveryState.WAIVED, RecoveryState.TIME_BARRED)


@dataclass(frozen=True)
class Obstacle:
    """Why a person cannot be erased now. `until`: the last day of it; None when it ends by what somebody does."""

    reason: str
    until: date | None = None

    def __str__(self) -> str:
        return f"{self.reason} (tot en met {day(self.until)})." if self.until else f"{self.reason}."


def obstacles(person_id: UUID, *, today: date) -> tuple[Obstacle, ...]:
    """All of them, also after the first."""
    return (*_running(person_id, today), *_kept(person_id, today))


@transaction.atomic
def propose_erasure(*, person_id: UUID, dossier: str, by: Actor, clock: Clock, key: UUID) -> Erasure:
    """A case officer proposes to erase. CannotErase with every reason and its day."""
    check_has_role(by, Role.CASE_OFFICER)
    _check_can_erase(person(person_id).id, clock)
    return erasing.propose(person_id=person_id, dossier=dossier, by=by, clock=clock, key=key)


def erase_person_key(*, erasure_id: UUID, by: Actor, clock: Clock, key: UUID) -> Erasure:
    """Another case officer decides, after the advice; then the key and the name are destroyed. There is no way back.

    Decided and carried out are two transactions: after a crash between them `carry_out_all` goes on.
    """
    check_has_role(by, Role.CASE_OFFICER)
    with transaction.atomic():
        earlier, erasure = done_before(key, by=by, about=("erase", erasure_id)), erasing.locked(erasure_id)
        if earlier is None:
            _check_can_erase(erasure.person_id, clock)
            erasing.decide(erasure, by=by, clock=clock, key=key)
    carry_out(erasure_id, clock=clock)
    erasure.refresh_from_db()
    return erasure


def _check_can_erase(person_id: UUID, clock: Clock) -> None:
    found = obstacles(person_id, today=clock.today())
    if found:
        raise CannotErase(reasons=" ".join(map(str, found)))


def _running(person_id: UUID, today: date) -> Iterator[Obstacle]:
    """What ends by an act."""
    questions = LookQuestion.objects.filter(Q(citizen_id=person_id) | Q(looker_id=person_id))
    tracks = Track.objects.filter(Q(person_id=person_id) | Q(counsellor__person_id=person_id))
    claims = Claim.objects.filter(Q(module__track__person_id=person_id) | Q(counsellor__person_id=person_id))
    recoveries = Recovery.objects.filter(claim__counsellor__person_id=person_id)
    standing = Counsellor.objects.filter(person_id=person_id).exclude(state=RegistrationState.DEREGISTERED)
    for found, reason in (
        (Application.objects.filter(person_id=person_id, state__in=OPEN_STATES), "Er loopt nog een aanvraag"),
        (tracks.filter(state__in=ACTIVE_STATES), "Er loopt nog een begeleiding"),
        (claims.exclude(state__in=PAID), "Er is nog geld te betalen"),
        (recoveries.exclude(state__in=RECOVERED), "Er loopt nog een terugvordering"),
        (standing, "Deze persoon staat nog in het register"),
        (OfficerRole.objects.filter(person_id=person_id, withdrawn_at=None), "Deze persoon is nog medewerker"),
        (_mandates_in_use(person_id, today), "Er loopt nog een volmacht of een bewindvoering"),
        (
            DeskCall.objects.filter(Q(person_id=person_id) | Q(officer_id=person_id), closed_at=None),
            "Er staat nog een gesprek open aan het loket",
        ),
        (questions.exclude(state=QuestionState.CLOSED), "Er staat nog een vraag open over een inzage"),
        (_unanswered(person_id), "Er loopt nog een klacht of een vraag om iets opnieuw te bekijken"),
        (_appointments(person_id, today), "Er staat nog een afspraak met een medewerker"),
    ):
        if found.exists():
            yield Obstacle(reason)


def _unanswered(person_id: UUID) -> QuerySet[Objection]:
    """Of who asked, and of the officer who handles it."""
    return Objection.objects.filter(Q(person_id=person_id) | Q(handler_id=person_id), state__in=RUNNING)


def _appointments(person_id: UUID, today: date) -> QuerySet[Appointment]:
    rows = Appointment.objects.filter(cancelled_on=None, slot__held_on__gte=today)
    return rows.filter(Q(person_id=person_id) | Q(slot__officer_id=person_id))


def _mandates_in_use(person_id: UUID, today: date) -> QuerySet[Mandate]:
    """Of either side; not what is past its last day."""
    lasts = Q(valid_until=None) | Q(valid_until__gte=today)
    waits = Q(code_until=None) | Q(code_until__gte=today)
    in_use = Q(lasts, state=MandateState.ACTIVE) | Q(waits, state=MandateState.OFFERED)
    return Mandate.objects.filter(Q(person_id=person_id) | Q(helper_id=person_id), in_use)


def _kept(person_id: UUID, today: date) -> Iterator[Obstacle]:
    """What ends by itself: the terms for which data are kept."""
    tracks = Track.objects.filter(Q(person_id=person_id) | Q(counsellor__person_id=person_id))
    claims = Claim.objects.filter(Q(module__track__person_id=person_id) | Q(counsellor__person_id=person_id))
    applied = Application.objects.filter(person_id=person_id)
    for last, rule, reason in (
        (applied.aggregate(last=Max("applied_on")), "application", "De aanvraag blijft bewaard"),
        (tracks.aggregate(last=Max("opened_on")), "guidance", "De begeleiding blijft bewaard"),
        (tracks.aggregate(last=Max("ended_on")), "guidance", "De begeleiding blijft bewaard"),
        (claims.aggregate(last=Max("due_on")), "payment", "De betalingen blijven bewaard"),
    ):
        if last["last"]:
            until = months_later(last["last"], term(f"retention_{rule}_months", on=today))
            if until >= today:
                yield Obstacle(reason, until)
