"""The days in which a citizen can change her mind after signing, and when conversations may begin (default 13)."""

from datetime import date, timedelta

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.lawful import days_to_think


def last_day_to_withdraw(signed_on: date) -> date:
    """The days are counted from the day after the signature."""
    return signed_on + timedelta(days=term("withdrawal_days", on=signed_on))


def first_conversation_on(signed_on: date, *, early_start: bool) -> date:
    """The day of signing when the citizen asked for it expressly, else the day after her last day to withdraw."""
    return signed_on + timedelta(days=days_to_think(signed_on, early_start=early_start))
