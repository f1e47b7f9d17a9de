"""Own shares that citizens transferred to the platform: claimed by themselves, and paid on like every other claim.

What is passed on follows the hours that stand: a claim that did not leave yet becomes smaller; what was paid on for
hours that turned out undue is kept back from the next own shares of the same counsellor, once the citizen has it back.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid5

from django.db import connection, transaction
from django.db.models import Sum

from loopbaankrediet.contributions.due import Share, locked_contribution
from loopbaankrediet.contributions.models import Contribution
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.locks import lock_module
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import direct, record
from loopbaankrediet.payments.actions.claims import never_left, next_part_number, replace_claim
from loopbaankrediet.payments.actions.deductions import order_deduction
from loopbaankrediet.payments.models import Claim, ClaimState, Fund, OwnShareDebt

DEBTS = UUID("8d3f6a54-0f0e-5a63-8a5b-3a1f4f0b9c77")
# Where claims are not what was passed on, or where hours that were passed on may have turned out undue.
TO_FOLLOW = """
SELECT contribution.module_id FROM contributions_contribution AS contribution
  LEFT JOIN LATERAL (
    SELECT coalesce(sum(public_cents), 0) AS cents, bool_or(state IN ('open', 'batched')) AS waits
      FROM payments_claim
     WHERE module_id = contribution.module_id AND fund = 'own_share' AND state <> 'withdrawn') AS claimed ON true
  LEFT JOIN LATERAL (
    SELECT coalesce(sum(cents), 0) AS cents FROM payments_ownsharedebt
     WHERE module_id = contribution.module_id) AS owes ON true
 WHERE contribution.settled_at IS NOT NULL
   AND (claimed.cents <> contribution.passed_cents + owes.cents
        OR claimed.waits AND (
           EXISTS (SELECT FROM guidance_dispute WHERE module_id = contribution.module_id)
           OR EXISTS (SELECT FROM payments_claim AS public JOIN ledger.transfer AS back
                        ON back.reverses_id = public.minutes_transfer
                       WHERE public.module_id = contribution.module_id)))
 ORDER BY contribution.opened_at, contribution.module_id
"""


@dataclass
class _Passed:
    """What of one module was passed on, in cents, and the claims that pay it; the module and the claims are locked."""

    contribution: Contribution
    share: Share
    claims: list[Claim]
    owes: int

    @property
    def undue(self) -> int:
        """Passed on for hours that no longer stand, and not taken off yet."""
        return max(0, self.contribution.passed_cents - (self.share.balance - self.share.back))

    @property
    def to_claim(self) -> int:
        """Not claimed yet; below zero, claimed too much."""
        claimed = sum(claim.public_cents for claim in self.claims)
        return self.contribution.passed_cents - self.undue + self.owes - claimed

    @property
    def missing(self) -> int:
        """What is undue and left for the bank: no longer here to be given back."""
        left = sum(claim.public_cents for claim in self.claims if not never_left(claim))
        return max(0, self.undue - (self.contribution.passed_cents + self.owes - left))


def to_follow() -> Iterator[UUID]:
    """Modules of which the claims may not be what is to be passed on, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(TO_FOLLOW)
        yield from (row[0] for row in cursor.fetchall())


@transaction.atomic
def follow_own_share(*, module_id: UUID, clock: Clock) -> int:
    """Let the claims be what is to be passed on; returns the cents that were claimed more, or (below zero) less."""
    passed = _locked(module_id, clock)
    if passed.contribution.settled_at is None:
        return 0
    more = passed.to_claim
    if more > 0:
        _claim(passed.contribution, more, clock=clock)
    return more if more >= 0 else -_claim_less(passed.claims, -more)


@transaction.atomic
def cover_refund(*, module_id: UUID, by: Actor, clock: Clock, key: UUID) -> OwnShareDebt | None:
    """Before a citizen gets back what was paid on already: advance it, and let the counsellor owe it.

    Part of the act that pays back. None when the money is still here. Doing it again changes nothing.
    """
    passed = _locked(module_id, clock)
    if not passed.missing:
        return None
    contribution, cents = passed.contribution, passed.missing
    payee = contribution.counsellor_id
    advance, owed = accounts.own_share_advance(), accounts.own_share_owed(payee)
    for account in (advance, owed):
        account.open()
    record(
        [direct("advance", advance, owed, cents)],
        act="advance_own_share",
        act_key=uuid5(DEBTS, str(key)),
        effective_on=clock.today(),
        by=by,
    )
    debt = OwnShareDebt.objects.create(
        module_id=module_id, counsellor_id=payee, cents=cents, noted_on=clock.today(), noted_at=clock.now()
    )
    order_deduction(counsellor_id=payee, reference=debt.id, cents=cents, clock=clock, fund=Fund.OWN_SHARE)
    return debt


def _locked(module_id: UUID, clock: Clock) -> _Passed:
    track, module = lock_module(module_id)
    contribution, share = locked_contribution(module, track.counsellor_id, clock=clock)
    claims = Claim.objects.select_for_update().filter(module_id=module_id, fund=Fund.OWN_SHARE)
    owes = OwnShareDebt.objects.filter(module_id=module_id).aggregate(cents=Sum("cents", default=0))["cents"]
    return _Passed(contribution, share, list(claims.exclude(state=ClaimState.WITHDRAWN).order_by("number")), owes)


def _claim(contribution: Contribution, cents: int, *, clock: Clock) -> Claim:
    today = clock.today()
    return Claim.objects.create(
        module_id=contribution.module_id,
        part=next_part_number(contribution.module_id),
        counsellor_id=contribution.counsellor_id,
        fund=Fund.OWN_SHARE,
        minutes=0,
        public_cents=cents,
        own_cents=0,
        arisen_on=today,
        arisen_at=clock.now(),
        due_on=today + timedelta(days=term("payment_term_days", on=today)),
    )


def _claim_less(claims: Iterable[Claim], cents: int) -> int:
    """Take this off claims that never left, the newest first; returns what could be taken off."""
    taken = 0
    for claim in sorted(claims, key=lambda claim: -claim.number):
        less = min(claim.public_cents, cents - taken)
        if less and never_left(claim):
            replace_claim(claim, minutes=0, public_cents=claim.public_cents - less, own_cents=0)
            taken += less
    return taken
