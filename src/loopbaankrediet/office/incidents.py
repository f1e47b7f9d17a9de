"""Incidents: one officer stops a part of the platform at once, two start it again; every guarded act asks here.

An act that is guarded holds a shared lock until it commits, and a stop takes that lock alone: when the stop is there,
no act of before is still on its way.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.contrib.postgres.aggregates import JSONBAgg
from django.db import connection, transaction
from django.db.models import Subquery, Value
from django.db.models.functions import JSONArray

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotAllowed, NotFound
from loopbaankrediet.office.errors import (
    AlreadyStopped,
    IncidentWordsMissing,
    LiftNeedsAnother,
    MendedMissing,
    Stopped,
)
from loopbaankrediet.office.models import Incident, Stops
from loopbaankrediet.office.states import INCIDENT_TABLE, IncidentState
from loopbaankrediet.platform.rows import Rows

WHO = {
    Stops.DECISIONS: (Role.CASE_OFFICER,),
    Stops.PAYMENTS: (Role.PAYMENTS_OFFICER,),
    Stops.CITIZEN_SIGN_IN: (Role.CASE_OFFICER, Role.PRIVACY_OFFICER),
    Stops.COUNSELLOR_SIGN_IN: (Role.REGISTRAR, Role.PRIVACY_OFFICER),
}
STAYS: dict[str, str] = {
    Stops.DECISIONS: "Aanvragen kan nog: je aanvraag houdt haar dag. Begeleiden, bevestigen en betalen werken gewoon.",
    Stops.PAYMENTS: "Aanvragen, begeleiden en uren bevestigen werken gewoon. Wat je verdiende, blijft staan.",
    Stops.CITIZEN_SIGN_IN: "Wie aangemeld is, werkt verder. Bel gratis 1700 voor wat niet kan wachten.",
    Stops.COUNSELLOR_SIGN_IN: "Wie aangemeld is, werkt verder. Het openbaar register blijft te lezen.",
}
LIFT = ("state", "proposed_at", "proposed_by", "mended")
LIFTED = ("state", "lifted_on", "lifted_at", "lifted_by")


@dataclass(frozen=True)
class IncidentView:
    """One incident with its people; `lifted_on` is None while it runs."""

    id: UUID
    stops: str
    state: str
    told: str
    why: str
    stopped_on: date
    stopped_at: datetime
    stopped_by: str
    proposed_by: str
    proposed_by_id: UUID | None
    mended: str
    lifted_on: date | None
    lifted_at: datetime | None
    lifted_by: str

    @property
    def stays(self) -> str:
        """What keeps working."""
        return STAYS[self.stops]


def check_runs(stops: Stops) -> None:
    """Stopped when an incident stops this. Inside a transaction, nothing can be stopped under the act any more."""
    told = _asked(stops)
    if told is not None:
        raise Stopped(told=told)


def is_stopped(stops: Stops) -> bool:
    """As `check_runs`, for work that comes back later by itself."""
    return _asked(stops) is not None


@transaction.atomic
def stop(*, stops: Stops, told: str, why: str, by: Actor, clock: Clock, key: UUID) -> Incident:
    """One officer stops a part of the platform at once. AlreadyStopped when it stands still."""
    officer_id = _check_may(stops, by)
    earlier = done_before(key, by=by, about=("stop", stops, told, why))
    if earlier is not None:
        return Incident.objects.get(id=earlier)
    if not told.strip() or not why.strip():
        raise IncidentWordsMissing
    with connection.cursor() as cursor:
        cursor.execute("SELECT office_alone(%s)", [str(stops)])
    if Incident.objects.filter(stops=stops).exclude(state=IncidentState.LIFTED).exists():
        raise AlreadyStopped
    incident = Incident(
        stops=stops,
        told=told.strip(),
        why=why.strip(),
        stopped_on=clock.today(),
        stopped_at=clock.now(),
        stopped_by_id=officer_id,
    )
    rows = Rows()
    rows.insert(incident)
    _note("stop_in_incident", incident, rows, by=by, clock=clock, key=key)
    return incident


@transaction.atomic
def propose_lift(*, incident_id: UUID, mended: str, by: Actor, clock: Clock, key: UUID) -> Incident:
    """An officer says what was mended; nothing starts yet."""
    done = done_before(key, by=by, about=("propose_lift", incident_id, mended))
    incident, rows = _locked(incident_id), Rows()
    officer_id = _check_may(Stops(incident.stops), by)
    if done:
        return incident
    incident.state = INCIDENT_TABLE.after(incident.state, "propose_lift")
    if not mended.strip():
        raise MendedMissing
    incident.mended, incident.proposed_at, incident.proposed_by_id = mended.strip(), clock.now(), officer_id
    rows.update(incident, *LIFT)
    _note("propose_lift", incident, rows, by=by, clock=clock, key=key)
    return incident


@transaction.atomic
def answer_lift(*, incident_id: UUID, agree: bool, by: Actor, clock: Clock, key: UUID) -> Incident:
    """Another officer lets it start again, or keeps it stopped. LiftNeedsAnother for who proposed it."""
    done = done_before(key, by=by, about=("answer_lift", incident_id, agree))
    incident, rows = _locked(incident_id), Rows()
    officer_id = _check_may(Stops(incident.stops), by)
    if done:
        return incident
    incident.state = INCIDENT_TABLE.after(incident.state, "lift" if agree else "keep_stopped")
    if incident.proposed_by_id == officer_id:
        raise LiftNeedsAnother
    if agree:
        incident.lifted_on, incident.lifted_at, incident.lifted_by_id = clock.today(), clock.now(), officer_id
        rows.update(incident, *LIFTED)
    else:
        incident.mended, incident.proposed_at, incident.proposed_by_id = "", None, None
        rows.update(incident, *LIFT)
    _note("lift_incident" if agree else "keep_stopped", incident, rows, by=by, clock=clock, key=key)
    return incident


_ROWS = Incident.objects.exclude(state=IncidentState.LIFTED).order_by().annotate(all=Value(1)).values("all")
RUNNING = Subquery(_ROWS.annotate(rows=JSONBAgg(JSONArray("stops", "told"), order_by="stopped_at")).values("rows"))
"""The same as `running`, to ask beside another question; None when nothing stands still."""


def running() -> tuple[tuple[str, str], ...]:
    """What stands still and what those concerned read, for the head of each page."""
    rows = Incident.objects.exclude(state=IncidentState.LIFTED).order_by("stopped_at")
    return tuple(rows.values_list("stops", "told"))


def incidents() -> tuple[IncidentView, ...]:
    """All, the newest first."""
    rows = Incident.objects.select_related("stopped_by", "proposed_by", "lifted_by").order_by("-stopped_at")
    return tuple(_view(row) for row in rows)


def may_switch(stops: str, by: Actor) -> bool:
    """Whether this officer can stop and start this."""
    return any(by.has_role(role) for role in WHO[Stops(stops)])


def _view(row: Incident) -> IncidentView:
    return IncidentView(
        row.id,
        row.stops,
        row.state,
        row.told,
        row.why,
        row.stopped_on,
        row.stopped_at,
        row.stopped_by.full_name,
        row.proposed_by.full_name if row.proposed_by else "",
        row.proposed_by_id,
        row.mended,
        row.lifted_on,
        row.lifted_at,
        row.lifted_by.full_name if row.lifted_by else "",
    )


def _asked(stops: Stops) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT office_stopped(%s)", [str(stops)])
        (told,) = cursor.fetchone()
    return str(told) if told is not None else None


def _check_may(stops: Stops, by: Actor) -> UUID:
    if by.person_id is None or not may_switch(stops, by):
        raise NotAllowed
    return by.person_id


def _locked(incident_id: UUID) -> Incident:
    incident = Incident.objects.select_for_update().filter(id=incident_id).first()
    if incident is None:
        raise NotFound
    return incident


def _note(verb: str, incident: Incident, rows: Rows, *, by: Actor, clock: Clock, key: UUID) -> None:
    record_act(verb, Subject("incident", incident.id), key=key, by=by, clock=clock, rows=rows)
