"""What the application role cannot do to a debt, whatever its code says."""

from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from tests.recovery.recovering import Case
from tests.story import Story

from loopbaankrediet.payments.models import Deduction, PaymentItem
from loopbaankrediet.recovery.models import Recovery

pytestmark = pytest.mark.django_db


@pytest.fixture
def owed() -> Recovery:
    """A recovery that was decided and told, of which a part is kept back from the next batch."""
    case = Case(Story())
    case.confirm()
    case.pay()
    recovery = case.owed(15)
    case.keep_back(recovery.id)
    return Recovery.objects.get(id=recovery.id)


def refused(statement: str, *values: str | int | UUID) -> str:
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(refusal.value)


def test_what_was_found_undue_is_never_counted_as_less(owed: Recovery) -> None:
    assert "minutes of table recovery_claimrecovered only grows" in refused(
        "UPDATE recovery_claimrecovered SET minutes = 0"
    )


def test_what_was_let_go_is_never_asked_again(owed: Recovery) -> None:
    Recovery.objects.filter(id=owed.id).update(waived_cents=10)
    assert "waived_cents of table recovery_recovery only grows" in refused(
        "UPDATE recovery_recovery SET waived_cents = 9"
    )


@pytest.mark.parametrize("column", ["paid_on", "pay_until", "decided_on", "notified_on"])
def test_a_day_on_which_a_debt_rests_is_not_moved(owed: Recovery, column: str) -> None:
    assert f"{column} of a recovery is set once" in refused(f"UPDATE recovery_recovery SET {column} = '2030-01-01'")


def test_interest_is_not_reckoned_again_after_the_decision(owed: Recovery) -> None:
    assert "interest is reckoned once" in refused("UPDATE recovery_recovery SET interest_cents = 5")


def test_a_set_off_that_stopped_does_not_start_again(owed: Recovery) -> None:
    Deduction.objects.update(stopped_at=owed.opened_at)
    assert "stopped_at of table payments_deduction is set once" in refused(
        "UPDATE payments_deduction SET stopped_at = NULL"
    )


def test_a_set_off_belongs_to_a_payment_that_exists(owed: Recovery) -> None:
    insert = "INSERT INTO payments_setoff (id, item_id, deduction_id, cents) VALUES (%s, %s, %s, 1)"
    deduction = Deduction.objects.get().id
    assert "a set-off belongs to a payment" in refused(insert, uuid4(), uuid4(), deduction)


def test_no_more_is_set_off_than_was_ordered(owed: Recovery) -> None:
    insert = "INSERT INTO payments_setoff (id, item_id, deduction_id, cents) VALUES (%s, %s, %s, %s)"
    deduction, item = Deduction.objects.get(), PaymentItem.objects.get()
    told = refused(insert, uuid4(), item.id, deduction.id, deduction.cents + 1)
    assert "more is set off than was ordered" in told
