"""The balance of an account in rows, now or on a chosen day."""

from datetime import date, datetime

from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.queries import Balance
from loopbaankrediet.web.components import SummaryRow
from loopbaankrediet.web.officer.ledger_words import amount_words
from loopbaankrediet.web.templatetags.dutch import day as day_words
from loopbaankrediet.web.templatetags.dutch import moment


def balance_rows(found: Balance, account: Account) -> list[SummaryRow]:
    """What a source gave is all there is to say of it; the rest only where there is some."""
    labels = {"Nog verwacht": found.expected, "Ontvangen": found.received, "Uitgegeven": found.spent}
    if not account.is_source:
        labels = {"Vrij": found.available, "Gereserveerd": found.held} | labels
    always = ("Vrij", "Gereserveerd", "Uitgegeven")
    return [
        SummaryRow(label, amount_words(amount, account.unit))
        for label, amount in labels.items()
        if amount or label in always
    ]


def asked_words(day: date | None, known_at: datetime | None) -> str:
    """'Saldo op 1 maart 2027, zoals geboekt tot en met 2 maart 2027 om 14.05 uur'."""
    words = f"Saldo op {day_words(day)}" if day else "Saldo"
    return f"{words}, zoals geboekt tot en met {moment(known_at)}" if known_at else words
