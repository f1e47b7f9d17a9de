"""Whatever the two do in whatever order: what was paid less what went back lies between nothing and what was due."""

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loopbaankrediet.contributions.actions.collecting import correct_entry
from loopbaankrediet.contributions.actions.refunds import answer_refund
from loopbaankrediet.contributions.models import Contribution, ContributionEntry, Refund
from loopbaankrediet.kernel.errors import DomainError
from tests.contributions.conftest import MODULE, Shares
from tests.story import Story

STEPS = st.lists(
    st.tuples(st.sampled_from(["pay", "stop", "refund", "confirm", "deny", "correct"]), st.integers(1, MODULE + 1)),
    max_size=12,
)


class Walk:
    """Tries an act; a refusal is an answer too."""

    def __init__(self, shares: Shares) -> None:
        self.shares = shares

    def step(self, verb: str, cents: int) -> None:
        try:
            with transaction.atomic():
                getattr(self, verb)(cents)
        except DomainError:
            return

    def pay(self, cents: int) -> None:
        self.shares.pays(cents)

    def stop(self, cents: int) -> None:
        self.shares.stops_after(cents % 8 * 15)

    def refund(self, cents: int) -> None:
        self.shares.refunds(cents)

    def confirm(self, cents: int) -> None:
        self._answer(received=True)

    def deny(self, cents: int) -> None:
        self._answer(received=False)

    def correct(self, cents: int) -> None:
        entry = ContributionEntry.objects.order_by("number").first()
        if entry:
            correct_entry(entry_id=entry.id, reason="Fout", **self.shares.story.act("dirk"))

    def _answer(self, *, received: bool) -> None:
        refund = Refund.objects.order_by("entry__number").last()
        if refund:
            answer_refund(refund_id=refund.entry_id, received=received, **self.shares.story.act("an"))


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_walk_leads_below_zero_or_above_due(db: None, steps: list[tuple[str, int]]) -> None:
    with transaction.atomic():
        walk = Walk(Shares(Story()))
        for verb, cents in steps:
            walk.step(verb, cents)
        entries = list(ContributionEntry.objects.order_by("number"))
        total = sum(entry.cents for entry in entries)
        assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
        assert total == sum(row.balance_cents for row in Contribution.objects.order_by("opened_at"))
        assert 0 <= total <= MODULE
        transaction.set_rollback(True)
