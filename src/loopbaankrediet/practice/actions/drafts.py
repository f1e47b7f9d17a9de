"""A draft of a conversation: kept when she leaves or when the session ends, gone once it was sent."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction

from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.guidance.states import MODULE_TABLE
from loopbaankrediet.journal.keys import seal_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import WrongState
from loopbaankrediet.practice.errors import DraftTooLong
from loopbaankrediet.practice.models import TalkDraft
from loopbaankrediet.practice.policies import check_own_module

CONTEXT = "talk-draft"
MOST_CHARACTERS = 60_000


@dataclass(frozen=True)
class Typed:
    """The fields as they were typed, right or wrong."""

    held_on: str = ""
    minutes: str = ""
    mode: str = ""
    text: str = ""


@transaction.atomic
def save_draft(*, module_id: UUID, typed: Typed, by: Actor, clock: Clock) -> None:
    """Keep what is typed now, over what was kept before. Her own scrap: it is no act, so the journal has no line of it.

    WrongState once the report of the module is in.
    """
    module = check_own_module(by, module_id)
    if not _is_open(module):
        raise WrongState
    if sum(map(len, asdict(typed).values())) > MOST_CHARACTERS:
        raise DraftTooLong(most=MOST_CHARACTERS)
    sealed = seal_for(module.track.person_id, asdict(typed), context=CONTEXT)
    _keep(module, sealed, clock)


@transaction.atomic
def drop_draft(*, module_id: UUID, by: Actor, clock: Clock) -> None:
    """It was sent, or she throws it away."""
    module = check_own_module(by, module_id)
    if TalkDraft.objects.filter(module=module).exclude(typed_sealed=None).exists():
        _keep(module, None, clock)


def _is_open(module: GuidanceModule) -> bool:
    return MODULE_TABLE.allows(module.state, "log") or MODULE_TABLE.allows(module.state, "report")


def _keep(module: GuidanceModule, sealed: bytes | None, clock: Clock) -> None:
    values = {"counsellor_id": module.track.counsellor_id, "typed_sealed": sealed, "saved_at": clock.now()}
    TalkDraft.objects.update_or_create(module=module, defaults=values)
