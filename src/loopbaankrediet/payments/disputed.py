"""Claims of silence that the citizen disputes after all: what comes back from the bank waits for the decision.

So does her own share of the module, whatever the dispute is about.
"""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from loopbaankrediet.guidance.models import Dispute
from loopbaankrediet.guidance.states import DisputeState
from loopbaankrediet.payments.models import Claim, ClaimBasis, Fund

# The same as `disputed_claims`, for the statement that takes claims. A dispute with holds has its minutes elsewhere.
IN_DISPUTE = """((claim.basis = 'silent' OR claim.fund = 'own_share') AND EXISTS (
         SELECT FROM guidance_dispute AS dispute
          WHERE dispute.module_id = claim.module_id AND dispute.state <> 'decided'
            AND (claim.fund = 'own_share' OR dispute.minutes_hold IS NULL)))"""
_OPEN = Dispute.objects.filter(module=OuterRef("module_id")).exclude(state=DisputeState.DECIDED)
UNDER_DISPUTE = Q(basis=ClaimBasis.SILENT) & Exists(_OPEN.filter(minutes_hold=None)) | Q(fund=Fund.OWN_SHARE) & Exists(
    _OPEN
)


def disputed_claims(claim_ids: Iterable[UUID]) -> set[UUID]:
    """Of these claims those that are not paid while a dispute about their minutes runs."""
    rows = Claim.objects.filter(UNDER_DISPUTE, id__in=claim_ids)
    return set(rows.order_by("id").values_list("id", flat=True))
