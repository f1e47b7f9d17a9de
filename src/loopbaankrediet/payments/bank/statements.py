"""What the bank says about our account: statements, booked entries and the payments inside them, as values."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from loopbaankrediet.kernel.reference import StructuredCommunication, StructuredCommunicationRefused


class StatementKind(StrEnum):
    """A statement closes a day and has balances; a notification tells of bookings as they happen."""

    STATEMENT = "camt.053"
    NOTIFICATION = "camt.054"


class Direction(StrEnum):
    """Seen from our account: a credit comes in, a debit goes out."""

    CREDIT = "CRDT"
    DEBIT = "DBIT"


class EntryStatus(StrEnum):
    """Only a booked entry has moved money."""

    BOOKED = "BOOK"
    PENDING = "PDNG"
    INFORMATION = "INFO"


@dataclass(frozen=True, slots=True)
class Balance:
    """A booked balance; `cents` is negative when the account is overdrawn."""

    cents: int
    day: date


@dataclass(frozen=True, slots=True)
class StatementHead:
    """Which account, which days, and for a statement the balances before and after. `copy`: ISO code or ""."""

    kind: StatementKind
    message_id: str
    statement_id: str
    created: datetime
    sequence: int | None
    account: str
    from_at: datetime | None
    to_at: datetime | None
    opening: Balance | None
    closing: Balance | None
    copy: str = ""


@dataclass(frozen=True, slots=True)
class EntryBatch:
    """The order behind an entry that books many payments at once, as far as the bank repeats it."""

    message_id: str
    payment_information_id: str
    count: int | None
    total_cents: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the account. `position` counts from 1 within its statement; references are "" when absent.

    `is_reversal` marks the undoing of an earlier entry; `direction` is always that of this entry itself.
    `transaction_code` is DOMAIN/FAMILY/SUBFAMILY of ISO 20022, or the bank's own code.
    """

    position: int
    reference: str
    bank_reference: str
    cents: int
    direction: Direction
    status: EntryStatus
    booked_on: date | None
    value_on: date | None
    transaction_code: str
    is_reversal: bool
    batch: EntryBatch | None = None

    @property
    def booked_cents(self) -> int:
        """What the entry adds to the balance: 0 until booked, negative when money goes out."""
        if self.status is not EntryStatus.BOOKED:
            return 0
        return self.cents if self.direction is Direction.CREDIT else -self.cents


@dataclass(frozen=True, slots=True)
class Transaction:
    """One payment inside an entry. Identifiers are those of the original order; "" when the bank gives none.

    `reference` is the structured one (OGM or RF, without spaces); `return_code` says why a payment came back.
    """

    position: int
    cents: int
    direction: Direction
    end_to_end_id: str
    message_id: str
    payment_information_id: str
    transaction_id: str
    debtor_name: str
    debtor_iban: str
    creditor_name: str
    creditor_iban: str
    reference: str
    reference_kind: str
    text: str
    return_code: str
    return_text: str

    @property
    def structured_communication(self) -> StructuredCommunication | None:
        """The OGM, given as a reference or typed as free text; None when there is none that holds."""
        for candidate in (self.reference, self.text):
            try:
                return StructuredCommunication.parse(candidate)
            except StructuredCommunicationRefused:
                continue
        return None


StatementPart = StatementHead | Entry | Transaction
