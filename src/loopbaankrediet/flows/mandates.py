"""Taking up a power of attorney or a judgment, with what guidance knows: a counsellor never represents his client."""

from uuid import UUID

from loopbaankrediet.counsellors.queries import counsellor_of
from loopbaankrediet.credit.models import Wallet
from loopbaankrediet.guidance.errors import CounsellorAsHelper
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.guidance.states import ACTIVE_STATES
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.people.mandates.actions.giving import activate_mandate
from loopbaankrediet.people.mandates.actions.legal import (
    Judgment,
    confirm_legal_representative,
    record_legal_representative,
)
from loopbaankrediet.people.mandates.models import Mandate


def take_up_mandate(*, code: str, by: Actor, clock: Clock, key: UUID) -> Mandate:
    """As `activate_mandate`; CounsellorAsHelper when this helper guides this citizen."""
    return activate_mandate(code=code, refuse=refuse_counsellor, by=by, clock=clock, key=key)


def enter_judgment(
    *, person_id: UUID, helper_id: UUID, judgment: Judgment, by: Actor, clock: Clock, key: UUID
) -> Mandate:
    """As `record_legal_representative`; CounsellorAsHelper when the representative guides this citizen."""
    return record_legal_representative(
        person_id=person_id,
        helper_id=helper_id,
        judgment=judgment,
        refuse=refuse_counsellor,
        by=by,
        clock=clock,
        key=key,
    )


def confirm_judgment(*, mandate_id: UUID, by: Actor, clock: Clock, key: UUID) -> Mandate:
    """As `confirm_legal_representative`; CounsellorAsHelper when the representative came to guide this citizen."""
    return confirm_legal_representative(mandate_id=mandate_id, refuse=refuse_counsellor, by=by, clock=clock, key=key)


def refuse_counsellor(person_id: UUID, helper_id: UUID) -> None:
    """Holds the citizen's wallet: who signs an agreement meanwhile waits, and looks again at who represents her."""
    Wallet.objects.select_for_update().filter(person_id=person_id).first()
    counsellor = counsellor_of(helper_id)
    tracks = Track.objects.filter(person_id=person_id, counsellor=counsellor, state__in=ACTIVE_STATES)
    if counsellor is not None and tracks.exists():
        raise CounsellorAsHelper
