"""A rush of people and of hands that draw: the envelope is never exceeded, a place is given once, nobody is lost."""

import os
from collections.abc import Callable
from datetime import date
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connections
from pytest_django.fixtures import Settings

from loopbaankrediet.budget import draws
from loopbaankrediet.budget.models import Draw, DrawPlace
from loopbaankrediet.credit import turns
from loopbaankrediet.credit.models import Application, Turn
from loopbaankrediet.credit.turns import grant_next, hold_next_draw
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.clock import FixedClock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.errors import BalanceTooLow
from loopbaankrediet.ledger.postings import direct, record
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.ledger.verification import prove
from tests.conftest import AtOnce
from tests.crowd import all_as_an, all_ask, asks, people
from tests.draws import announce
from tests.story import Story

pytestmark = pytest.mark.race
HANDS = 8
CROWD = 400 if os.environ.get("LOOPBAANKREDIET_LONG") else 40
SHARE = 50_340
PLACES = 7
OPEN, DRAWN = date(2027, 4, 1), date(2027, 5, 1)


@pytest.fixture
def story(committed_database: str, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Story:
    """A month with money for seven, announced; the sources answer about anybody."""
    settings.CAP_SCENARIO = "cap_monthly_envelope"
    all_as_an(monkeypatch)
    story = Story()
    announce(story, OPEN, date(2027, 4, 30), PLACES * SHARE + SHARE // 2)
    story.pass_days(31)
    return story


def on_the_day(story: Story) -> FixedClock:
    return FixedClock(story.clock.now(), DRAWN)


def given() -> int:
    return balance(accounts.places_given(2027)).received


def test_eight_hands_that_draw_at_once_give_each_place_once(story: Story, at_once: AtOnce) -> None:
    all_ask(people(CROWD), story.clock)
    outcomes = at_once([lambda: hold_next_draw(clock=on_the_day(story))] * HANDS)
    assert sum(isinstance(outcome, Draw) for outcome in outcomes) == 1
    assert outcomes.count(None) == HANDS - 1
    assert given() == PLACES * SHARE
    assert DrawPlace.objects.count() == CROWD
    assert prove().breaks == ()


def test_a_rush_that_asks_and_draws_at_once_loses_nobody_and_exceeds_nothing(story: Story, at_once: AtOnce) -> None:
    """While eight people ask, twice, others hold the draw and grant: who was late simply waits for the next one."""
    all_ask(people(CROWD // 2), story.clock)
    asking = [asks(person, story.clock) for person in people(HANDS)]

    def take_turns() -> int:
        hold_next_draw(clock=on_the_day(story))
        return grant_next(clock=on_the_day(story))

    outcomes = at_once([*asking, *asking, *[take_turns] * HANDS])
    assert [outcome for outcome in outcomes if isinstance(outcome, Exception)] == []
    while grant_next(clock=on_the_day(story)):
        pass
    states = list(Application.objects.order_by("id").values_list("state", flat=True))
    assert (states.count("granted"), states.count("waiting")) == (PLACES, CROWD // 2 + HANDS - PLACES)
    assert Turn.objects.count() == CROWD // 2 + HANDS
    assert given() == PLACES * SHARE
    assert prove().breaks == ()


def test_hands_that_grant_at_once_fill_each_wallet_once(story: Story, at_once: AtOnce) -> None:
    all_ask(people(CROWD), story.clock)
    hold_next_draw(clock=on_the_day(story))
    outcomes = at_once([lambda: grant_next(clock=on_the_day(story))] * HANDS)
    assert sum(count for count in outcomes if isinstance(count, int)) == PLACES
    assert Application.objects.filter(state="granted").count() == PLACES
    assert prove().breaks == ()


@pytest.mark.parametrize("checked", [True, False], ids=["check-alone", "control-without-the-check"])
def test_the_ledgers_check_alone_keeps_an_envelope_from_giving_more_than_it_has(
    story: Story, at_once: AtOnce, monkeypatch: pytest.MonkeyPatch, checked: bool
) -> None:
    """Each hand reads the same draw before any is held, and spends under a key of its own; nothing else says no."""
    all_ask(people(CROWD), story.clock)
    envelope = accounts.envelope(OPEN)
    for account in (accounts.treasury(), envelope):
        account.open()
    cents = Draw.objects.get().month_cents or 0
    fill = [direct("fill", accounts.treasury(), envelope, cents)]
    record(fill, act="test", act_key=uuid4(), effective_on=OPEN, by=SYSTEM)
    _without_guards(checked=checked)
    monkeypatch.setattr(turns, "lock_due_draw", reading_together(Barrier(HANDS)))
    monkeypatch.setattr(draws, "_key", lambda *_: uuid4())
    monkeypatch.setattr(draws, "_fill_envelope", lambda *_: cents)
    outcomes = at_once([lambda: hold_next_draw(clock=on_the_day(story))] * HANDS)
    assert sum(isinstance(outcome, BalanceTooLow) for outcome in outcomes) == (HANDS - 1 if checked else 0)
    assert (given() == PLACES * SHARE) is checked
    assert (balance(envelope).available >= 0) is checked


def reading_together(all_have_read: Barrier) -> Callable[[date], Draw | None]:
    """Reads the draw without a lock, and goes on once everybody has."""

    def reading(today: date) -> Draw | None:
        draw = Draw.objects.filter(state="announced", ends_on__lt=today).first()
        all_have_read.wait(timeout=30)
        return draw

    return reading


KEEP_ANYTHING = """
CREATE OR REPLACE FUNCTION keep_places(p_draw uuid, p_act_key uuid, p_places int[], p_entries uuid[], p_tickets text[],
                                       p_waited int[], p_cents bigint[], p_won bool[])
RETURNS void LANGUAGE sql SECURITY DEFINER AS $$
  INSERT INTO budget_drawplace (draw_id, place, entry_id, ticket, draws_waited, cents, won)
    SELECT p_draw, * FROM unnest(p_places, p_entries, p_tickets, p_waited, p_cents, p_won)
$$
"""


def _without_guards(*, checked: bool) -> None:
    """Only the ledger's check stays, or not even that."""
    with connections["owner"].cursor() as cursor:
        if not checked:
            cursor.execute("ALTER TABLE ledger.account DROP CONSTRAINT no_overdraft")
        cursor.execute("ALTER TABLE budget_drawplace DROP CONSTRAINT one_entry_per_place")
        cursor.execute("ALTER TABLE budget_drawplace DROP CONSTRAINT one_place_per_ticket")
        cursor.execute("DROP INDEX an_entry_wins_once")
        cursor.execute("DROP TRIGGER state_moves_by_the_table ON budget_draw")
        cursor.execute(KEEP_ANYTHING)
