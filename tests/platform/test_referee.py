"""The database is the referee: transition tables, tables that only grow, and the rights of the two roles."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from loopbaankrediet.kernel.states import StateTable
from loopbaankrediet.platform.models import StateTransition
from loopbaankrediet.platform.transitions import expected_rows, guarded, tables

pytestmark = pytest.mark.django_db
ONLY_GROW = {
    "journal_entry",
    "people_identity",
    "budget_budgetact",
    "budget_drawplace",
    "labruns_labfile",
    "labruns_labresult",
    "credit_call",
    "credit_clarificationreminder",
    "credit_deviation",
    "counsellors_registrationdecision",
    "counsellors_registrationevent",
    "counsellors_methodreview",
    "credit_decision",
    "credit_reply",
    "contributions_contributionentry",
    "contributions_surchargereply",
    "contributions_vatstatement",
    "guidance_conversation",
    "guidance_declarationobjection",
    "guidance_objectionanswer",
    "guidance_conversationstrike",
    "guidance_progressreport",
    "guidance_reportnote",
    "guidance_trackstop",
    "guidance_unusedreminder",
    "guidance_correctionrequest",
    "guidance_correctionreply",
    "guidance_reportversion",
    "guidance_versionnote",
    "guidance_closingpaper",
    "guidance_paperanswer",
    "evaluation_surveyanswer",
    "evaluation_surveyrefusal",
    "payments_bankanswer",
    "postbox_mailtry",
    "payments_bankline",
    "payments_bankstatement",
    "payments_refusedfile",
    "payments_setoff",
    "payments_ownsharedebt",
    "payments_recoveredorder",
    "payments_lostpayment",
    "payments_solvedrefusal",
    "payments_solvedloss",
    "payments_statementfile",
    "vouchers_refusedvoucherfile",
    "vouchers_rejectedline",
    "vouchers_voucherfile",
    "vouchers_voucherline",
    "practice_burdenchoice",
    "recovery_forgone",
    "recovery_givenback",
    "recovery_instalment",
    "recovery_recoveryanswer",
    "transfer",
    "block",
    "exported_block",
    "verification",
}
MACHINES = {
    "budget_departmentcost": "department_cost",
    "budget_draw": "draw",
    "credit_application": "application",
    "credit_revocation": "revocation",
    "credit_clarification": "clarification",
    "credit_redecision": "redecision",
    "credit_alikefile": "alike_file",
    "office_incident": "incident",
    "labruns_labrun": "lab_run",
    "office_lettertemplate": "letter_template",
    "counsellors_counsellor": "registration",
    "counsellors_accountchange": "account_change",
    "counsellors_registrationcase": "registration_case",
    "counsellors_caseevidence": "registration_evidence",
    "counsellors_registrationmeasure": "registration_measure",
    "counsellors_method": "method",
    "guidance_track": "track",
    "people_erasure": "erasure",
    "guidance_guidancemodule": "module",
    "contributions_refund": "own_share_refund",
    "contributions_incoming": "own_share_incoming",
    "contributions_surchargereport": "surcharge_report",
    "guidance_dispute": "dispute",
    "guidance_departure": "departure",
    "guidance_handover": "handover",
    "people_mandate": "mandate",
    "payments_claim": "claim",
    "payments_paymentbatch": "batch",
    "payments_paymentitem": "payment_item",
    "payments_unmatchedline": "unmatched_line",
    "payments_uploadedfile": "uploaded_file",
    "vouchers_vouchercontest": "voucher_contest",
    "uploads_upload": "upload",
    "postbox_message": "message",
    "postbox_mailaddress": "mail_address",
    "oversight_lookquestion": "look_question",
    "objections_objection": "objection",
    "recovery_recovery": "recovery",
    "recovery_repayment": "repayment",
    "recovery_repaymentplan": "repayment_plan",
}
TRIGGERS = """
SELECT c.relname, encode(t.tgargs, 'escape') FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname = %s
"""


def rows(statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def test_the_database_holds_the_same_transitions_as_the_code() -> None:
    kept = StateTransition.objects.order_by("id").values_list("machine", "source", "target")
    assert set(kept) == set(expected_rows())


def test_every_table_with_a_state_is_guarded_by_its_own_machine() -> None:
    guarded = {table: args.removesuffix("\\000") for table, args in rows(TRIGGERS, "state_moves_by_the_table")}
    assert guarded == MACHINES
    assert set(MACHINES.values()) == {table.machine for table in tables()}


def test_every_model_with_a_state_has_a_machine() -> None:
    stateful = {
        model._meta.db_table for model in apps.get_models() if "state" in {field.name for field in model._meta.fields}
    }
    assert stateful == set(MACHINES)


@pytest.fixture(params=[False, True], ids=["per row", "per statement"])
def guard(request: pytest.FixtureRequest) -> Callable[[StateTable[Any]], None]:
    """Makes a table `thing` that is guarded as the tables of the rooms are."""

    def make(table: StateTable[Any]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMP TABLE thing (id bigint GENERATED ALWAYS AS IDENTITY, state text)")
            cursor.execute(str(guarded("thing", table.machine, at_once=request.param).sql))

    return make


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.machine)
def test_only_the_moves_of_the_table_are_possible(
    table: StateTable[Any], guard: Callable[[StateTable[Any]], None]
) -> None:
    guard(table)
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER state_starts_at_the_start ON thing")
    for source, target in product(states_of(table), repeat=2):
        assert moves(source, target) == (source == target or (source, target) in table.pairs()), (source, target)


@pytest.mark.parametrize("table", tables(), ids=lambda table: table.machine)
def test_a_row_can_only_start_where_the_table_starts(
    table: StateTable[Any], guard: Callable[[StateTable[Any]], None]
) -> None:
    guard(table)
    for state in states_of(table):
        assert passes("INSERT INTO thing (state) VALUES (%s)", state) == (state == str(table.initial)), state


def states_of(table: StateTable[Any]) -> list[str]:
    return sorted({str(state) for pair in table.pairs() for state in pair})


def moves(source: str, target: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE thing")
        cursor.execute("INSERT INTO thing (state) VALUES (%s)", [source])
    return passes("UPDATE thing SET state = %s", target)


def passes(statement: str, state: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [state])
    except DatabaseError as error:
        return "cannot go from" not in str(error)
    return True


def test_the_tables_that_only_grow_are_guarded() -> None:
    assert {table for table, _ in rows(TRIGGERS, "append_only")} == ONLY_GROW
    assert {table for table, _ in rows(TRIGGERS, "append_only_all")} == ONLY_GROW


def test_the_application_role_owns_nothing_and_removes_only_sessions_and_jobs() -> None:
    assert rows("SELECT relname FROM pg_class WHERE relowner = 'loopbaankrediet_app'::regrole") == []
    removable = rows(
        "SELECT table_name FROM information_schema.role_table_grants "
        "WHERE grantee = 'loopbaankrediet_app' AND privilege_type IN ('DELETE', 'TRUNCATE')"
    )
    assert {name for (name,) in removable} == {
        "django_session",
        "procrastinate_jobs",
        "procrastinate_events",
        "procrastinate_periodic_defers",
        "procrastinate_workers",
    }


def test_what_the_application_role_cannot_change() -> None:
    changeable = rows(
        "SELECT table_schema || '.' || table_name FROM information_schema.role_table_grants "
        "WHERE grantee = 'loopbaankrediet_app' AND privilege_type = 'UPDATE'"
    )
    names = {name for (name,) in changeable}
    assert not names & {
        "public.journal_entry",
        "public.journal_subjectkey",
        "public.platform_statetransition",
        "ledger.account",
        "ledger.transfer",
        "ledger.block",
        "journal.block",
    }
