"""What time does on the way: every module without a conversation and every long pause, each in its own transaction."""

import logging
from collections.abc import Callable
from uuid import UUID, uuid5

from loopbaankrediet.guidance.actions.pauses import ask_about_pause
from loopbaankrediet.guidance.actions.unused import follow_unused
from loopbaankrediet.guidance.course import modules_without_a_talk, pauses_to_ask
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import DomainError

logger = logging.getLogger(__name__)


def follow_course(*, by: Actor, clock: Clock) -> int:
    """Take every step that is due; returns how many. Doing it again, or twice at once, takes no step twice."""
    today = clock.today()
    steps: list[tuple[UUID, Callable[[UUID], bool]]] = [
        *(
            (found, lambda it: follow_unused(module_id=it, by=by, clock=clock))
            for found in modules_without_a_talk(today)
        ),
        *((found, lambda it: _ask(it, by, clock)) for found in pauses_to_ask(today)),
    ]
    return sum(_tried(found, step) for found, step in steps)


def _ask(pause_id: UUID, by: Actor, clock: Clock) -> bool:
    return ask_about_pause(pause_id=pause_id, by=by, clock=clock, key=uuid5(pause_id, "ask"))


def _tried(found: UUID, step: Callable[[UUID], bool]) -> bool:
    try:
        return step(found)
    except DomainError as error:
        logger.warning("step of %s on the way not taken: %s", found, error)
        return False
