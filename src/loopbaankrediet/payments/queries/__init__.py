"""Reads of payments, split by noun: what we pay, what the bank told, what is late, and what one counsellor gets."""

from loopbaankrediet.payments.queries.bank import (
    Gap,
    LineView,
    count_waiting_lines,
    gaps,
    waiting_line,
    waiting_lines,
)
from loopbaankrediet.payments.queries.blocked import BlockedClaim, blocked
from loopbaankrediet.payments.queries.counts import ToDo, to_do
from loopbaankrediet.payments.queries.credit import Reach, credit_reach, draft_cents
from loopbaankrediet.payments.queries.delivery import Lost, Undelivered, lost_payments, undelivered
from loopbaankrediet.payments.queries.holds import HoldView, holds
from loopbaankrediet.payments.queries.late import LateClaim, count_late, late_claims, late_work
from loopbaankrediet.payments.queries.own_shares import OwnShareOwed, own_share_debts
from loopbaankrediet.payments.queries.paying import (
    BatchView,
    ClaimView,
    ItemView,
    Returned,
    batch,
    batches,
    claims_of,
    file_of,
    items_of,
    open_amount,
    paid_in,
    returned,
)
from loopbaankrediet.payments.queries.reasons import Waiting, WaitReason
from loopbaankrediet.payments.queries.refused import Refused, refused_files
from loopbaankrediet.payments.queries.remittance import Advice, AdviceLine, advice_of
from loopbaankrediet.payments.queries.samples import SampledClaim, count_sampled, sampled_claims
from loopbaankrediet.payments.queries.uploads import (
    Decided,
    DecidedLine,
    Upload,
    decided_lines,
    decided_sum,
    waiting_uploads,
)

__all__ = [
    "Advice",
    "AdviceLine",
    "BatchView",
    "BlockedClaim",
    "ClaimView",
    "Decided",
    "DecidedLine",
    "Gap",
    "HoldView",
    "ItemView",
    "LateClaim",
    "LineView",
    "Lost",
    "OwnShareOwed",
    "Reach",
    "Refused",
    "Returned",
    "SampledClaim",
    "ToDo",
    "Undelivered",
    "Upload",
    "WaitReason",
    "Waiting",
    "advice_of",
    "batch",
    "batches",
    "blocked",
    "claims_of",
    "count_late",
    "count_sampled",
    "count_waiting_lines",
    "credit_reach",
    "decided_lines",
    "decided_sum",
    "draft_cents",
    "file_of",
    "gaps",
    "holds",
    "items_of",
    "late_claims",
    "late_work",
    "lost_payments",
    "open_amount",
    "own_share_debts",
    "paid_in",
    "refused_files",
    "returned",
    "sampled_claims",
    "to_do",
    "undelivered",
    "waiting_line",
    "waiting_lines",
    "waiting_uploads",
]
