"""Recoveries as tables and rows for the officer: ages, terms, and what is to be done now."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.recovery.queries import RecoveryFile, RecoveryLine, running_plan
from loopbaankrediet.recovery.states import (
    BEFORE_DECISION,
    OWED,
    PlanState,
    ReceiptState,
    RecoveryGround,
    RecoveryState,
)
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.officer.worklists import age
from loopbaankrediet.web.recovery_words import SEEN_BY_OFFICERS, state_cell
from loopbaankrediet.web.templatetags.dutch import day


def recovery_table(lines: Sequence[RecoveryLine], *, today: date) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(line.number, reverse("officer:recovery", args=[line.id]), note=age(line.opened_on, today)),
            Cell(line.payee, note=line.register_number),
            euro(line.standing.undue),
            euro(line.standing.open),
            state_cell(line.state, _term(line, today)),
        ]
        for line in lines
    ]
    columns = [Column("Terugvordering"), Column("Van wie"), Column("Onterecht", numeric=True)]
    columns += [Column("Nog open", numeric=True), Column("Stand")]
    return Table("Terugvorderingen", columns, rows, "Er is geen enkele terugvordering.")


def file_rows(found: RecoveryFile) -> list[SummaryRow]:
    line = found.line
    rows = [
        SummaryRow("Van wie", f"{line.payee}, {found.name} ({line.register_number})"),
        SummaryRow("Contact", found.contact or "Niet bekend"),
        SummaryRow("Betaling", f"{found.claim_number}, module {line.module_number}"),
        SummaryRow("Waarom", SEEN_BY_OFFICERS[RecoveryGround(line.ground)]),
        SummaryRow("Uren terug naar de burger", _hours(found)),
        SummaryRow("Geopend door", found.opened_by or "Het platform zelf"),
    ]
    if found.until:
        rows.append(SummaryRow("Verjaart na", day(found.until)))
    if found.is_kept_back:
        rows.append(SummaryRow("Inhouding", "Loopt: elke opdracht houdt een deel in"))
    return rows


def stage(found: RecoveryFile, officer_id: object, *, today: date) -> dict[str, object]:
    """Which acts the page offers now."""
    state, line, plan = found.line.state, found.line, running_plan(found.plans)
    waiting = next((item for item in found.repayments if item.state == ReceiptState.PROPOSED), None)
    owed = state in OWED
    return {
        "can_hear": state in BEFORE_DECISION,
        "can_decide": state == RecoveryState.HEARD or (state == RecoveryState.INTENTION and today > line.answer_until),
        "can_notify": state == RecoveryState.DECIDED,
        "can_waive": state in (*BEFORE_DECISION, RecoveryState.DECIDED, *OWED),
        "is_own": found.opened_by_id == officer_id,
        "is_owed": owed,
        "can_keep_back": owed
        and not found.is_kept_back
        and plan is None
        and (line.pay_until is None or today > line.pay_until),
        "is_kept_back": owed and found.is_kept_back,
        "plan": plan,
        "plan_waits": plan is not None and plan.state == PlanState.PROPOSED,
        "waiting": waiting,
        "is_own_repayment": waiting is not None and waiting.proposed_by_id == officer_id,
    }


def _hours(found: RecoveryFile) -> str:
    if not found.hours_back:
        return "Nee"
    return "Ja" if not found.held or found.line.state == RecoveryState.CORRECTED else "Met de beslissing"


def _term(line: RecoveryLine, today: date) -> str:
    if line.state == RecoveryState.INTENTION:
        past = today > line.answer_until
        return "De termijn is voorbij: beslis" if past else f"Antwoorden kan tot en met {day(line.answer_until)}"
    if line.state == RecoveryState.NOTIFIED and line.pay_until:
        return f"Betalen kan tot en met {day(line.pay_until)}"
    return ""
