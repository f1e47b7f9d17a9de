"""The chart of accounts: which accounts exist, in what unit, and which may go below zero."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection


@dataclass(frozen=True)
class Account:
    """A place where minutes or cents can be. Sources and sinks of the whole system keep no running total."""

    code: str
    unit: str
    is_source: bool = False

    def open(self) -> None:
        """Make the account exist; doing it again changes nothing."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT ledger.open_account(%s, %s, %s, %s)",
                [self.code, self.unit, self.is_source, not self.is_source],
            )


def open_each(accounts: Sequence[Account]) -> None:
    """Make all of these exist, in one statement."""
    rows = [[account.code for account in accounts], [account.unit for account in accounts]]
    sources = [account.is_source for account in accounts]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT ledger.open_account(code, unit, is_source, NOT is_source) "
            "FROM unnest(%s::text[], %s::text[], %s::bool[]) AS given (code, unit, is_source) ORDER BY code",
            [*rows, sources],
        )


def minutes_issued() -> Account:
    return Account("issued", "minutes", is_source=True)


def wallet(wallet_id: UUID) -> Account:
    return Account(f"wallet:{wallet_id}", "minutes")


def minutes_delivered(counsellor_id: UUID) -> Account:
    return Account(f"delivered:{counsellor_id}", "minutes")


def minutes_withdrawn() -> Account:
    """Granted minutes that were taken back after a hearing."""
    return Account("withdrawn", "minutes")


def treasury() -> Account:
    return Account("treasury", "cents", is_source=True)


def commitment(year: int) -> Account:
    """Commitment appropriation (vastleggingskrediet) of a year."""
    return Account(f"commitment:{year}", "cents")


def payment_appropriation(year: int) -> Account:
    """Payment appropriation (vereffeningskrediet) of a year."""
    return Account(f"payment:{year}", "cents")


def paid_out(year: int) -> Account:
    return Account(f"paid-out:{year}", "cents")


def payable(counsellor_id: UUID) -> Account:
    return Account(f"payable:{counsellor_id}", "cents")


def in_transit(batch_id: UUID) -> Account:
    return Account(f"in-transit:{batch_id}", "cents")


def settled(year: int) -> Account:
    """What the bank booked out of our account, of the orders that were approved in a year, and that was due.

    Undue money leaves it for `receivable`; what is set off against a later claim is due after all, and comes back.
    """
    return Account(f"settled:{year}", "cents")


def own_share_in() -> Account:
    """Where own shares that the platform collects come from, and go back to: the bank accounts of citizens."""
    return Account("own-share", "cents", is_source=True)


def own_share_unplaced() -> Account:
    """Came in, and waits for a person who says for which module."""
    return Account("own-share-unplaced", "cents")


def own_share_held(counsellor_id: UUID) -> Account:
    """Received for modules that are not over yet."""
    return Account(f"own-share-held:{counsellor_id}", "cents")


def own_share_owed(counsellor_id: UUID) -> Account:
    """Received for delivered hours: to be passed on to the counsellor."""
    return Account(f"own-share-owed:{counsellor_id}", "cents")


def own_share_paid(year: int) -> Account:
    """What the bank booked out of our account to counsellors, of the own shares of citizens."""
    return Account(f"own-share-paid:{year}", "cents")


def own_share_advance() -> Account:
    """Where the money comes from that a citizen gets back before the counsellor gave it back; it returns here."""
    return Account("own-share-advance", "cents", is_source=True)


def bank_costs(year: int) -> Account:
    """What the bank kept, or booked more than was paid."""
    return Account(f"bank-costs:{year}", "cents")


def bank_gains() -> Account:
    """Where money comes from that the bank booked less than was paid, or gave back more than it got."""
    return Account("bank-gains", "cents", is_source=True)


def own_share_back() -> Account:
    """Received, and to be sent back to citizens."""
    return Account("own-share-back", "cents")


def receivable(counsellor_id: UUID) -> Account:
    """What a counsellor was paid and must give back."""
    return Account(f"receivable:{counsellor_id}", "cents")


def recovered(year: int) -> Account:
    """What came back in a year: transferred by counsellors, or kept back from what was owed to them."""
    return Account(f"recovered:{year}", "cents")


def room_for_grants(year: int) -> Account:
    """What the grants of a year may cost in all while a cap is in force; the envelopes of its draws come out of it."""
    return Account(f"room:{year}", "cents")


def envelope(day: date) -> Account:
    """What the draw of the applications from this day on gives away."""
    return Account(f"envelope:{day.isoformat()}", "cents")


def places_given(year: int) -> Account:
    """What the places that were drawn in a year cost in all."""
    return Account(f"places:{year}", "cents")
