"""The lock order of this room: wallet, then track, then module. Once per transaction, before anything is read.

One question takes the locks in the order in which `of` names them; its rows are those that the locks found.
"""

from uuid import UUID

from loopbaankrediet.guidance.models import Conversation, GuidanceAgreement, GuidanceModule, Track
from loopbaankrediet.kernel.errors import NotFound


def lock_agreement(track_id: UUID) -> tuple[Track, GuidanceAgreement]:
    """The track with its counsellor, and its agreement, with wallet and track locked. NotFound when there is none."""
    rows = GuidanceAgreement.objects.select_related("track__wallet", "track__counsellor")
    agreement = rows.select_for_update(of=("track__wallet", "track")).filter(track_id=track_id).first()
    if agreement is None:
        raise NotFound
    return agreement.track, agreement


def lock_track(track_id: UUID) -> Track:
    """The track, with its wallet and itself locked. NotFound when there is none."""
    rows = Track.objects.select_related("wallet").select_for_update(of=("wallet", "self"))
    track = rows.filter(id=track_id).first()
    if track is None:
        raise NotFound
    return track


def lock_module(module_id: UUID) -> tuple[Track, GuidanceModule]:
    """The module and its track, with wallet, track and module locked. NotFound when there is none."""
    rows = GuidanceModule.objects.select_related("track__wallet")
    rows = rows.select_for_update(of=("track__wallet", "track", "self"))
    module = rows.filter(id=module_id).first()
    if module is None:
        raise NotFound
    return module.track, module


def lock_conversation(conversation_id: UUID) -> tuple[Track, GuidanceModule, Conversation]:
    """The conversation with wallet, track and module locked; rows of conversations themselves never change."""
    conversation = Conversation.objects.filter(id=conversation_id).first()
    if conversation is None:
        raise NotFound
    return *lock_module(conversation.module_id), conversation
