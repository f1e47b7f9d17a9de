"""Draws as tests need them: with an amount and a seed of their choice, held on a day of their choice."""

from datetime import date

from loopbaankrediet.budget.drawing import seed_hash
from loopbaankrediet.budget.models import Draw
from loopbaankrediet.credit.turns import grant_next, hold_next_draw
from loopbaankrediet.kernel.crypto import seal
from loopbaankrediet.platform.places import secret_bytes
from tests.story import Story

SEED = b"a" * 32


def announce(story: Story, starts_on: date, ends_on: date, cents: int, seed: bytes = SEED) -> Draw:
    """A draw that was announced today."""
    draw = Draw(starts_on=starts_on, ends_on=ends_on, month_cents=cents, carries_over=True, longest_wait_first=True)
    draw.seed_hash, draw.announced_on, draw.announced_at = seed_hash(seed), story.clock.today(), story.clock.now()
    draw.seed_sealed = seal(secret_bytes("draw_key"), seed, context=f"draw:{draw.id}")
    draw.save()
    return draw


def go_to(story: Story, day: date) -> None:
    story.pass_days((day - story.clock.day).days)


def hold(story: Story, day: date) -> Draw:
    """The draw that is due on this day, and the grants that follow."""
    go_to(story, day)
    draw = hold_next_draw(clock=story.clock)
    assert draw is not None
    while grant_next(clock=story.clock):
        pass
    return draw
