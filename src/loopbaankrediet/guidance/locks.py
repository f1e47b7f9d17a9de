"""The lock order of this room: wallet, then track, then module. Once per transaction, before anything is read."""

from uuid import UUID

from loopbaankrediet.credit.models import Wallet
from loopbaankrediet.guidance.models import Conversation, GuidanceModule, Track
from loopbaankrediet.kernel.errors import NotFound


def lock_track(track_id: UUID) -> Track:
    """The track, with its wallet and itself locked. NotFound when there is none."""
    wallet_id = Track.objects.filter(id=track_id).values_list("wallet_id", flat=True).first()
    if wallet_id is None:
        raise NotFound
    Wallet.objects.select_for_update().get(id=wallet_id)
    return Track.objects.select_for_update().get(id=track_id)


def lock_module(module_id: UUID) -> tuple[Track, GuidanceModule]:
    """The module and its track, with wallet, track and module locked. NotFound when there is none."""
    track_id = GuidanceModule.objects.filter(id=module_id).values_list("track_id", flat=True).first()
    if track_id is None:
        raise NotFound
    return lock_track(track_id), GuidanceModule.objects.select_for_update().get(id=module_id)


def lock_conversation(conversation_id: UUID) -> tuple[Track, GuidanceModule, Conversation]:
    """The conversation with wallet, track and module locked; rows of conversations themselves never change."""
    conversation = Conversation.objects.filter(id=conversation_id).first()
    if conversation is None:
        raise NotFound
    return *lock_module(conversation.module_id), conversation
