"""The home page and the statement of hours."""

from collections.abc import Iterator
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from loopbaankrediet.contributions.asked_back import refunds_to_answer
from loopbaankrediet.credit.clarifications import open_question_of
from loopbaankrediet.credit.clarifying import CAN_ASK
from loopbaankrediet.credit.models import ApplicationState
from loopbaankrediet.credit.queries import (
    Standing,
    applications_of,
    decisions_of,
    standing_of,
    wallet_balance,
    wallet_of,
)
from loopbaankrediet.credit.revocations import revocations_of
from loopbaankrediet.evaluation.queries import open_surveys
from loopbaankrediet.guidance.departures import leaving_for
from loopbaankrediet.guidance.open_hours import silent_modules
from loopbaankrediet.guidance.queries import TrackLine, code_lines, track_lines
from loopbaankrediet.guidance.states import ModuleState
from loopbaankrediet.kernel.actors import Capacity, Scope
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import Balance, movements
from loopbaankrediet.people.mandates.queries import asked_at_desk
from loopbaankrediet.sources.adapters.vouchers import FACT
from loopbaankrediet.vouchers.queries import ContestLine, open_contests
from loopbaankrediet.web.access import actor_of, requires
from loopbaankrediet.web.citizen.presenters import overview as presenter
from loopbaankrediet.web.citizen.presenters.asked import asked, warned
from loopbaankrediet.web.citizen.presenters.course import course_tasks
from loopbaankrediet.web.citizen.presenters.price import price_for
from loopbaankrediet.web.citizen.presenters.purse import hour_rows, price_table
from loopbaankrediet.web.citizen.presenters.share import refund_tasks
from loopbaankrediet.web.citizen.presenters.statement import statement
from loopbaankrediet.web.citizen.who import citizen_of
from loopbaankrediet.web.requests import AppRequest


@requires(Capacity.CITIZEN)
@require_safe
def overview(request: AppRequest) -> HttpResponse:
    """What to do now, then the wallet, then the counsellors."""
    actor, person_id = citizen_of(request)
    now = _situation(request, person_id)
    context = {
        "now": now,
        "asked_at_desk": asked_at_desk(person_id) if actor.represents is None else (),
        "tasks": (
            *_leaving(now, person_id),
            *warned(person_id, now.standing),
            *presenter.tasks(now),
            *refund_tasks(refunds_to_answer(person_id)),
            *_on_the_way(request, now.tracks),
        ),
        "asked": asked(person_id, request.clock.today()),
        "may_write": actor.may(Scope.CONTENT),
        "waits": presenter.waits(now),
        "wallet_rows": presenter.wallet_rows(now) if now.wallet else (),
        "tracks": presenter.track_cards(now),
        "decisions": presenter.past_decisions(now),
    }
    return render(request, "web/citizen/overview.html", context)


@requires(Capacity.CITIZEN)
@require_safe
def hours(request: AppRequest) -> HttpResponse:
    """Hours, prices, what an hour costs in all, and every movement of the wallet's minutes."""
    _, person_id = citizen_of(request)
    now = _situation(request, person_id)
    found = movements(accounts.wallet(now.wallet.id)) if now.wallet else ()
    context = {
        "now": now,
        "rows": hour_rows(now),
        "prices": price_table(now.price),
        "statement": statement(found, now.tracks, now.decision_url),
    }
    return render(request, "web/citizen/hours.html", context)


def _leaving(now: presenter.Situation, person_id: UUID) -> tuple[presenter.Task, ...]:
    """A counsellor who stops, until she said how she goes on; not asked while nobody guides her."""
    if not any(track.is_active for track in now.tracks):
        return ()
    return tuple(presenter.task_of_leaving(found) for found in leaving_for(person_id) if not found.choice)


def _contests(person_id: UUID, standing: Standing | None) -> tuple[ContestLine, ...]:
    """The contests for which her application waits, when it waits for nothing else."""
    if standing is None or standing.state != ApplicationState.UNDETERMINED:
        return ()
    contests = open_contests(person_id)
    missing = applications_of(person_id)[0].decision.receipt.decision["missing"] if contests else []
    return contests if {entry["fact"] for entry in missing} == {FACT} else ()


def _on_the_way(request: AppRequest, tracks: tuple[TrackLine, ...]) -> Iterator[presenter.Task]:
    """What guidance itself asks of her; nothing is read for who never had any."""
    if any(track.modules for track in tracks):
        yield from course_tasks(tracks, open_surveys(by=actor_of(request), today=request.clock.today()))


def _situation(request: AppRequest, person_id: UUID) -> presenter.Situation:
    wallet, standing, tracks = wallet_of(person_id), standing_of(person_id), track_lines(person_id)
    is_silent = any(module.state == ModuleState.SILENT for track in tracks for module in track.modules)
    return presenter.Situation(
        standing=standing,
        contests=_contests(person_id, standing),
        revocations=revocations_of(person_id) if standing and standing.has_revocation else (),
        question_id=open_question_of(person_id) if standing and standing.state in CAN_ASK else None,
        wallet=wallet,
        balance=wallet_balance(wallet) if wallet else Balance(),
        price=price_for(wallet.schooling, request.clock.today()) if wallet else None,
        tracks=tracks,
        codes=code_lines(person_id, clock=request.clock),
        decisions=decisions_of(person_id),
        silent=silent_modules(person_id, today=request.clock.today()) if is_silent else (),
    )
