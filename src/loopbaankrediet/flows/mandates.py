"""Giving, taking up and ending a power of attorney or a judgment, with what other rooms know and tell.

A counsellor never represents his client (guidance), and the citizen gets a message of everything that changes.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from loopbaankrediet.counsellors.queries import counsellor_of
from loopbaankrediet.credit.models import Wallet
from loopbaankrediet.guidance.errors import CounsellorAsHelper
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.guidance.states import ACTIVE_STATES
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.messages.actions import send
from loopbaankrediet.people.mandates.actions.giving import HelperName, activate_mandate, end_mandate, offer_mandate
from loopbaankrediet.people.mandates.actions.legal import (
    Judgment,
    confirm_legal_representative,
    end_legal_representative,
    record_legal_representative,
)
from loopbaankrediet.people.mandates.models import Mandate


@transaction.atomic
def give_mandate(
    *, person_id: UUID, helper: HelperName, ticked: Sequence[str], by_letter: bool, by: Actor, clock: Clock, key: UUID
) -> Mandate:
    """As `offer_mandate`."""
    given = offer_mandate(
        person_id=person_id, helper=helper, ticked=ticked, by_letter=by_letter, by=by, clock=clock, key=key
    )
    return _told(given, "mandate_given", clock, key)


@transaction.atomic
def take_up_mandate(*, code: str, by: Actor, clock: Clock, key: UUID) -> Mandate:
    """As `activate_mandate`; CounsellorAsHelper when this helper guides this citizen."""
    taken = activate_mandate(code=code, refuse=refuse_counsellor, by=by, clock=clock, key=key)
    return _told(taken, "mandate_taken_up", clock, key)


@transaction.atomic
def stop_mandate(*, mandate_id: UUID, by: Actor, clock: Clock, key: UUID) -> Mandate:
    """As `end_mandate`."""
    return _told(end_mandate(mandate_id=mandate_id, by=by, clock=clock, key=key), "mandate_ended", clock, key)


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


@transaction.atomic
def confirm_judgment(*, mandate_id: UUID, by: Actor, clock: Clock, key: UUID) -> Mandate:
    """As `confirm_legal_representative`; CounsellorAsHelper when the representative came to guide this citizen."""
    confirmed = confirm_legal_representative(
        mandate_id=mandate_id, refuse=refuse_counsellor, by=by, clock=clock, key=key
    )
    return _told(confirmed, "representative_entered", clock, key)


@transaction.atomic
def end_judgment(*, mandate_id: UUID, by: Actor, clock: Clock, key: UUID) -> Mandate:
    """As `end_legal_representative`."""
    ended = end_legal_representative(mandate_id=mandate_id, by=by, clock=clock, key=key)
    return _told(ended, "mandate_ended", clock, key)


def refuse_counsellor(person_id: UUID, helper_id: UUID) -> None:
    """Holds the citizen's wallet: who signs an agreement meanwhile waits, and looks again at who represents her."""
    Wallet.objects.select_for_update().filter(person_id=person_id).first()
    counsellor = counsellor_of(helper_id)
    tracks = Track.objects.filter(person_id=person_id, counsellor=counsellor, state__in=ACTIVE_STATES)
    if counsellor is not None and tracks.exists():
        raise CounsellorAsHelper


def _told(mandate: Mandate, name: str, clock: Clock, key: UUID) -> Mandate:
    about = Subject("mandate", mandate.id, mandate.person_id)
    send(name, to=mandate.person_id, about=about, clock=clock, key=key)
    return mandate
