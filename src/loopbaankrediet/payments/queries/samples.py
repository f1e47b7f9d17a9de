"""Silent modules that were drawn to be looked into."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from loopbaankrediet.payments.models import Claim, ClaimState

EVERY_ROW = slice(None)


@dataclass(frozen=True)
class SampledClaim:
    """A claim that nobody confirmed and that the keyed hash drew; no name of a client."""

    number: int
    counsellor: str
    register_number: str
    module_number: int
    minutes: int
    arisen_on: date
    person_id: UUID


def count_sampled() -> int:
    return _sampled().count()


def _sampled() -> QuerySet[Claim]:
    return Claim.objects.filter(sampled=True).exclude(state=ClaimState.WITHDRAWN)


def sampled_claims(rows: slice = EVERY_ROW) -> tuple[SampledClaim, ...]:
    """These of all, the newest first; not those that the citizen disputed before they left."""
    found = _sampled().select_related("counsellor__person", "module").order_by("-arisen_at", "-number")[rows]
    return tuple(
        SampledClaim(
            row.number,
            row.counsellor.person.full_name,
            row.counsellor.register_number,
            row.module.number,
            row.minutes,
            row.arisen_on,
            row.counsellor.person_id,
        )
        for row in found
    )
