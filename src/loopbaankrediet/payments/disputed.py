"""Claims of silence that the citizen disputes after all: what comes back from the bank waits for the decision."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef

from loopbaankrediet.guidance.models import Dispute
from loopbaankrediet.guidance.states import DisputeState
from loopbaankrediet.payments.models import Claim, ClaimBasis

# The same as `disputed_claims`, for the statement that takes claims. A dispute with holds has its minutes elsewhere.
IN_DISPUTE = """(claim.basis = 'silent' AND EXISTS (
         SELECT FROM guidance_dispute AS dispute
          WHERE dispute.module_id = claim.module_id AND dispute.minutes_hold IS NULL AND dispute.state <> 'decided'))"""
RUNS = Exists(
    Dispute.objects.filter(module=OuterRef("module_id"), minutes_hold=None).exclude(state=DisputeState.DECIDED)
)


def disputed_claims(claim_ids: Iterable[UUID]) -> set[UUID]:
    """Of these claims those that are not paid while a dispute about all of their minutes runs."""
    rows = Claim.objects.filter(RUNS, id__in=claim_ids, basis=ClaimBasis.SILENT)
    return set(rows.order_by("id").values_list("id", flat=True))
