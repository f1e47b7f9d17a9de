"""VDAB's vouchers from the files that were taken: how many count as used, or within which bounds."""

from datetime import date, datetime

from loopbaankrediet.decree import FACTS
from loopbaankrediet.kernel.days import day
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.actions import hash_of
from loopbaankrediet.sources.ports import FactValue, Origin, SourcedFact
from loopbaankrediet.vouchers.history import VoucherHistory, history_of

FACT = "vouchers_used"


class VoucherFiles:
    """Behind the port of the sources; answers from this platform's own tables, inside any transaction."""

    name = FACTS[FACT].source

    def ask(self, number: NationalNumber, *, on: date, at: datetime) -> tuple[SourcedFact, ...]:
        """`vouchers_used`; absent as long as the files cannot tell anything of this person."""
        history = history_of(hash_of(number), on=on)
        value = _value(history)
        if value is None or history.told_on is None:
            return ()
        service = f"VoucherHistory, uittreksel van {day(history.told_on)}"
        return (SourcedFact(FACT, value, Origin(self.name, service, history.taken_at or at)),)


def _value(history: VoucherHistory) -> FactValue | None:
    """A contested or unread voucher is neither counted nor left out: the number stays within bounds."""
    most = FACTS[FACT].high
    low, high = min(history.certain, most), min(history.possible, most)
    if not history.complete:
        return {"min": low} if low else None
    return low if low == high else {"min": low, "max": high}
