"""A file of VDAB, a contest, a decision on it: whatever changes vouchers lets the law decide again on applications."""

from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid5

from django.db import transaction

from loopbaankrediet.credit.actions import decide_again
from loopbaankrediet.credit.queries import people_waiting
from loopbaankrediet.journal.errors import Erased
from loopbaankrediet.kernel.actors import SYSTEM, Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.office.assignments import check_not_with_another
from loopbaankrediet.sources.adapters.vouchers import FACT
from loopbaankrediet.vouchers.actions import contests
from loopbaankrediet.vouchers.actions.files import take_voucher_file
from loopbaankrediet.vouchers.models import VoucherContest, VoucherFile
from loopbaankrediet.vouchers.queries import people_touched_by


def take_vouchers(path: Path, *, clock: Clock) -> tuple[VoucherFile, bool]:
    """Take a file of VDAB, and decide again for whom it changes something; errors as `take_voucher_file`.

    Person by person, each once per file: what a crash cut off is done when the same file is given again.
    """
    file, is_new = take_voucher_file(path, clock=clock)
    for person_id in sorted({*people_waiting(), *people_touched_by(file.id)}):
        with suppress(Erased):  # nothing is decided any more for who was erased
            decide_again(person_id=person_id, name=FACT, by=SYSTEM, clock=clock, key=uuid5(file.id, str(person_id)))
    return file, is_new


@transaction.atomic
def contest_voucher(
    *, person_id: UUID, voucher_number: str, what: str, proof: str, by: Actor, clock: Clock, key: UUID
) -> VoucherContest:
    """The citizen contests a voucher: from now on it is neither counted nor left out."""
    contest = contests.raise_contest(
        person_id=person_id, voucher_number=voucher_number, what=what, proof=proof, by=by, clock=clock, key=key
    )
    _decide_again(contest, clock, key)
    return contest


@transaction.atomic
def take_back_contest(*, contest_id: UUID, by: Actor, clock: Clock, key: UUID) -> VoucherContest:
    """The citizen no longer contests: the voucher counts as VDAB told it."""
    contest = contests.take_back_contest(contest_id=contest_id, by=by, clock=clock, key=key)
    _decide_again(contest, clock, key)
    return contest


@transaction.atomic
def decide_contest(
    *, contest_id: UUID, accept: bool, reason: str, by: Actor, clock: Clock, key: UUID
) -> VoucherContest:
    """An officer decides on a contest, and the law decides again on the day of the application."""
    check_not_with_another("voucher_contest", contest_id, by)
    contest = contests.decide_contest(contest_id=contest_id, accept=accept, reason=reason, by=by, clock=clock, key=key)
    _decide_again(contest, clock, key)
    return contest


def _decide_again(contest: VoucherContest, clock: Clock, key: UUID) -> None:
    again = uuid5(key, "decide_again")
    decide_again(person_id=contest.person_id, name=FACT, by=SYSTEM, clock=clock, key=again)
