"""What rooms say and what the ledger holds are compared every night: each way to drift apart is found."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import connection, connections
from tests.recovery.recovering import Case
from tests.story import Story

from loopbaankrediet.flows.prove_rooms import main, prove_all_and_keep, prove_rooms
from loopbaankrediet.ledger.queries import last_proofs
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.platform.sealing.breaks import Break
from loopbaankrediet.recovery.actions.repaying import start_set_off

pytestmark = pytest.mark.database


@dataclass(frozen=True)
class Tampering:
    """What an owner does to a table behind everybody's back, how it is undone, and where it must be seen."""

    table: str
    change: str
    undo: str
    what: str
    kind: str


INCOMING = (
    "INSERT INTO contributions_incoming "
    "(id, bank_reference, ogm, cents, booked_on, state, placed_cents, back_cents, taken_at)"
)
SEEDED = [
    Tampering(
        "payments_claim",
        "UPDATE payments_claim SET state = 'open' WHERE state = 'sent'",
        "UPDATE payments_claim SET state = 'sent' WHERE state = 'open' AND id IN "
        "(SELECT claim_id FROM payments_paymentitem WHERE state = 'sent')",
        "te betalen",
        "payable",
    ),
    Tampering(
        "payments_claim",
        "UPDATE payments_claim SET public_cents = public_cents + 1 WHERE state = 'open'",
        "UPDATE payments_claim SET public_cents = public_cents - 1 WHERE state = 'open'",
        "te betalen",
        "payable",
    ),
    Tampering(
        "payments_claim",
        "UPDATE payments_claim SET minutes = minutes - 15 WHERE state = 'open'",
        "UPDATE payments_claim SET minutes = minutes + 15 WHERE state = 'open'",
        "uren gegeven",
        "delivered",
    ),
    Tampering(
        "payments_paymentitem",
        "UPDATE payments_paymentitem SET set_off_cents = set_off_cents + 5 WHERE state = 'sent'",
        "UPDATE payments_paymentitem SET set_off_cents = set_off_cents - 5 WHERE state = 'sent'",
        "onderweg",
        "in-transit",
    ),
    Tampering(
        "payments_paymentitem",
        "UPDATE payments_paymentitem SET state = 'accepted' WHERE state = 'settled'",
        "UPDATE payments_paymentitem SET state = 'settled' WHERE state = 'accepted'",
        "door de bank geboekt",
        "settled",
    ),
    Tampering(
        "payments_paymentitem",
        "UPDATE payments_paymentitem SET state = 'returned', is_over = true WHERE state = 'settled'",
        "UPDATE payments_paymentitem SET state = 'settled', is_over = false WHERE state = 'returned'",
        "betaald of onderweg",
        "paid-out",
    ),
    Tampering(
        "payments_setoff",
        "UPDATE payments_setoff SET cents = cents + 1",
        "UPDATE payments_setoff SET cents = cents - 1",
        "teruggekregen",
        "recovered",
    ),
    Tampering(
        "recovery_recovery",
        "UPDATE recovery_recovery SET waived_cents = 100",
        "UPDATE recovery_recovery SET waived_cents = 0",
        "terug te krijgen",
        "receivable",
    ),
    Tampering(
        "guidance_guidancemodule",
        "UPDATE guidance_guidancemodule SET minutes = minutes - 15 WHERE state = 'reserved'",
        "UPDATE guidance_guidancemodule SET minutes = minutes + 15 WHERE state = 'reserved'",
        "uren gereserveerd",
        "wallet",
    ),
    Tampering(
        "guidance_guidancemodule",
        "UPDATE guidance_guidancemodule SET public_cents_per_hour = public_cents_per_hour + 1 WHERE state = 'reserved'",
        "UPDATE guidance_guidancemodule SET public_cents_per_hour = public_cents_per_hour - 1 WHERE state = 'reserved'",
        "geld gereserveerd",
        "commitment",
    ),
    Tampering(
        "contributions_incoming",
        f"{INCOMING} VALUES (gen_random_uuid(), 'B1', '', 5, '2027-03-01', 'waiting', 0, 0, now())",
        "DELETE FROM contributions_incoming",
        "eigen bijdrage zonder module",
        "own-share-unplaced",
    ),
    Tampering(
        "contributions_incoming",
        f"{INCOMING} VALUES (gen_random_uuid(), 'B1', '', 5, '2027-03-01', 'refund_due', 0, 5, now())",
        "DELETE FROM contributions_incoming",
        "eigen bijdrage terug te geven",
        "own-share-back",
    ),
    Tampering(
        "contributions_contribution",
        "INSERT INTO contributions_contribution "
        "(module_id, counsellor_id, collection, asked_cents, balance_cents, opened_at) "
        "SELECT module_id, counsellor_id, 'platform', 5000, 5000, now() FROM payments_claim WHERE state = 'open'",
        "DELETE FROM contributions_contribution",
        "eigen bijdrage bijgehouden",
        "own-share-held",
    ),
    Tampering(
        "budget_draw",
        "INSERT INTO budget_draw (id, state, starts_on, ends_on, carries_over, longest_wait_first, seed_hash, "
        "seed_sealed, "
        "seed, announced_on, announced_at, drawn_on, drawn_at, entries, winners, amount_cents, given_cents) VALUES "
        "(gen_random_uuid(), 'drawn', '2027-04-01', '2027-04-30', false, true,"
        "encode(sha256('a'), 'hex'), '', 'a', '2027-03-01', now(), "
        "'2027-05-01', now(), 1, 1, 900, 800)",
        "DELETE FROM budget_draw",
        "over van een loting",
        "envelope",
    ),
]


@pytest.fixture
def committed_case(committed_database: str) -> Iterator[Case]:
    """A claim that was paid and is partly recovered, one under way less a set-off, one open, and a reserved module."""
    case = Case(Story())
    case.confirm()
    case.pay()
    track = case.claim().module.track
    recovery = case.owed(60)
    start_set_off(recovery_id=recovery.id, **case.story.act("dirk"))
    case.story.deliver("an", "dirk", track, 2)
    case.send()
    case.story.deliver("an", "dirk", track, 3)
    case.story.apply("fatima")
    case.story.sign("fatima", "els", modules=1)
    yield case
    connection.close()


def as_owner(table: str, text: str) -> None:
    """As the owner of the tables, who can take the triggers off."""
    with connections["owner"].cursor() as cursor:
        for statement in (
            f"ALTER TABLE {table} DISABLE TRIGGER USER",
            text,
            f"ALTER TABLE {table} ENABLE TRIGGER USER",
        ):
            cursor.execute(statement)


def test_every_way_for_a_room_to_drift_from_the_ledger_is_found_with_its_place(committed_case: Case) -> None:
    assert prove_rooms().breaks == ()
    for seeded in SEEDED:
        as_owner(seeded.table, seeded.change)
        found = prove_rooms().breaks
        as_owner(seeded.table, seeded.undo)
        places = [(one.what, one.place.partition(":")[0]) for one in found]
        assert (seeded.what, seeded.kind) in places, seeded
        assert all(one.kept != one.recomputed for one in found)
        assert prove_rooms().breaks == (), seeded
    connections["owner"].close()


def test_a_claim_opened_again_behind_everybody_is_named_with_the_sum_that_would_be_paid_twice(
    committed_case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = committed_case.claim(2)
    payable = f"payable:{claim.counsellor_id}"
    as_owner(SEEDED[0].table, SEEDED[0].change)
    connections["owner"].close()

    assert prove().breaks == ()
    kept_back = 16_780 - 12_585
    assert prove_rooms().breaks == (
        Break(payable, "te betalen", "16780", str(16_780 + 16_780 - kept_back)),
        Break(f"vordering {claim.number}", "vordering en betaling", "sent", "open"),
    )
    assert main() == 1
    assert payable in capsys.readouterr().err


def test_the_proof_of_the_night_keeps_what_rooms_and_ledger_do_not_agree_on(committed_case: Case) -> None:
    prove_all_and_keep()
    before = next(iter(last_proofs()), None)
    as_owner(SEEDED[1].table, SEEDED[1].change)
    connections["owner"].close()

    assert not prove_all_and_keep()
    after = next(iter(last_proofs()), None)
    assert before is not None
    assert after is not None
    assert before.compared == after.compared > 10
    assert before.breaks == ()
    assert [one.what for one in after.breaks] == ["te betalen"]


def test_a_platform_where_nothing_went_wrong_says_how_much_was_compared(
    committed_case: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main() == 0
    assert f"rooms: {prove_rooms().compared} accounts" in capsys.readouterr().out
