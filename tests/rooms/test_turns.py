"""A budget with limits: who has a right waits for a draw, is never refused for it, and never needs to be quick."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries, Settings
from tests.crowd import all_as_an, all_ask, asks, people
from tests.draws import announce, go_to, hold
from tests.story import FIRST_DAY, Story

from loopbaankrediet.budget.drawing import seed_hash
from loopbaankrediet.budget.draws import announce_draws
from loopbaankrediet.budget.errors import NoBudget
from loopbaankrediet.budget.models import Draw, DrawPlace
from loopbaankrediet.credit.actions import declare_schooling, record_fact
from loopbaankrediet.credit.errors import ApplicationAlreadyOpen
from loopbaankrediet.credit.models import Application, Decision, Turn
from loopbaankrediet.credit.queries import application as view_of
from loopbaankrediet.credit.tasks import take_turns_now
from loopbaankrediet.credit.turns import grant_next, hold_next_draw, must_wait
from loopbaankrediet.credit.verification import verdicts
from loopbaankrediet.kernel.clock import FixedClock, SystemClock
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import balance
from loopbaankrediet.ledger.verification import prove
from loopbaankrediet.platform.legal_clock import current_clock, move_to
from loopbaankrediet.sources.queries import gather_facts

pytestmark = pytest.mark.django_db
FULL_SHARE = 50_340
"""Six hours at 83.90 euro."""


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.fixture
def monthly(settings: Settings, story: Story) -> Story:
    """A fixed amount per month is in force."""
    settings.CAP_SCENARIO = "cap_monthly_envelope"
    return story


@pytest.fixture
def crowded(monthly: Story, monkeypatch: pytest.MonkeyPatch) -> Story:
    """As `monthly`, with the sources ready to answer about a crowd; April has money for three."""
    all_as_an(monkeypatch)
    announce(monthly, date(2027, 4, 1), date(2027, 4, 30), 3 * FULL_SHARE + 1)
    return monthly


def places(draw: Draw) -> list[tuple[int, str, bool]]:
    return list(DrawPlace.objects.filter(draw=draw).order_by("place").values_list("place", "ticket", "won"))


def test_without_a_cap_nothing_waits_and_no_draw_is_announced(story: Story) -> None:
    assert story.apply("an").state == "granted"
    assert announce_draws(clock=story.clock) == 0
    assert (Turn.objects.count(), Draw.objects.count()) == (0, 0)


def test_without_a_cap_asking_whether_to_wait_reads_no_database(
    story: Story, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert not must_wait(uuid4(), granted_before=False, on=FIRST_DAY)


def test_under_a_cap_the_law_decides_at_once_and_only_the_grant_waits(monthly: Story) -> None:
    waiting = monthly.apply("an")
    assert waiting.state == "waiting"
    found = view_of(waiting.id)
    assert found is not None
    assert (found.decision.kind, found.decision.receipt.proof.outcome) == ("turn", "granted")
    with pytest.raises(ApplicationAlreadyOpen):
        monthly.apply("an")


def test_who_has_no_right_reads_that_and_never_waits_for_a_draw(monthly: Story) -> None:
    assert monthly.apply("bart").state == "intended"
    assert Turn.objects.count() == 0


def test_a_place_gives_the_minutes_and_takes_their_full_public_share_from_the_envelope(monthly: Story) -> None:
    announce_draws(clock=monthly.clock)
    waiting = monthly.apply("an")
    draw = hold(monthly, date(2027, 5, 1))
    waiting.refresh_from_db()
    assert (waiting.state, monthly.balance("an").available) == ("granted", 360)
    assert (draw.entries, draw.winners, draw.amount_cents, draw.given_cents) == (1, 1, 89_166_666, FULL_SHARE)
    assert balance(accounts.envelope(draw.starts_on)).available == 89_166_666 - FULL_SHARE
    assert balance(accounts.places_given(2027)).received == FULL_SHARE
    assert Decision.objects.filter(application=waiting, kind="grant").get().minutes == 360
    assert [verdict for verdict in verdicts() if verdict.differs] == []
    assert prove().breaks == ()


def test_the_hash_of_the_seed_is_public_before_the_first_day_and_the_seed_after_the_draw(monthly: Story) -> None:
    assert announce_draws(clock=monthly.clock) == 2
    assert announce_draws(clock=monthly.clock) == 0
    announced = Draw.objects.earliest("starts_on")
    assert (announced.announced_on, announced.starts_on, announced.seed) == (
        date(2027, 3, 1),
        date(2027, 4, 1),
        None,
    )
    draw = hold(monthly, date(2027, 5, 1))
    assert draw.seed_hash == announced.seed_hash == seed_hash(bytes(draw.seed or b""))


def test_a_draw_cannot_be_announced_once_its_days_began(monthly: Story) -> None:
    with pytest.raises(IntegrityError, match="a_draw_is_announced_before_it_opens"), transaction.atomic():
        announce(monthly, date(2027, 3, 1), date(2027, 3, 31), 1)


def test_the_seed_that_is_shown_must_be_the_one_that_was_announced(monthly: Story) -> None:
    draw = announce(monthly, date(2027, 4, 1), date(2027, 4, 30), 1)
    with pytest.raises(IntegrityError, match="the_seed_is_the_one_announced"), transaction.atomic():
        Draw.objects.filter(id=draw.id).update(
            seed=b"b" * 32,
            state="drawn",
            drawn_on=date(2027, 5, 1),
            drawn_at=monthly.clock.now(),
            entries=0,
            winners=0,
            amount_cents=0,
            given_cents=0,
        )


def test_a_draw_is_not_held_before_its_days_are_over(crowded: Story) -> None:
    crowded.apply("an")
    go_to(crowded, date(2027, 4, 30))
    assert hold_next_draw(clock=crowded.clock) is None


def test_the_envelope_gives_no_more_places_than_it_has_money_for(crowded: Story) -> None:
    all_ask(people(8), crowded.clock)
    draw = hold(crowded, date(2027, 5, 1))
    assert (draw.entries, draw.winners, draw.given_cents) == (8, 3, 3 * FULL_SHARE)
    assert [won for _, _, won in places(draw)] == [True] * 3 + [False] * 5
    assert balance(accounts.envelope(draw.starts_on)).available == 1
    assert Application.objects.filter(state="granted").count() == 3
    assert Application.objects.filter(state="waiting").count() == 5
    assert Decision.objects.filter(kind__in=("refusal", "intention")).count() == 0
    assert prove().breaks == ()


def test_who_asks_first_has_no_better_place(crowded: Story) -> None:
    """The lot decides: the first of forty is not among the first three, seed by seed the same as anywhere."""
    asked = [str(application.id) for application in all_ask(people(40), crowded.clock)]
    draw = hold(crowded, date(2027, 5, 1))
    by_place = list(DrawPlace.objects.filter(draw=draw).order_by("place").values_list("entry_id", flat=True))
    assert [str(entry) for entry in by_place] != asked
    assert sorted(map(str, by_place)) == sorted(asked)


def test_holding_the_draw_again_changes_nothing(crowded: Story) -> None:
    all_ask(people(5), crowded.clock)
    draw = hold(crowded, date(2027, 5, 1))
    first = places(draw)
    assert hold_next_draw(clock=crowded.clock) is None
    assert grant_next(clock=crowded.clock) == 0
    assert places(draw) == first


def test_a_draw_that_breaks_off_leaves_nothing_and_gives_the_same_places_after(
    crowded: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_ask(people(6), crowded.clock)
    go_to(crowded, date(2027, 5, 1))
    with monkeypatch.context() as broken:
        broken.setattr("loopbaankrediet.budget.draws.record_act", fails)
        with pytest.raises(RuntimeError):
            hold_next_draw(clock=crowded.clock)
    assert DrawPlace.objects.count() == 0
    assert balance(accounts.places_given(2027)).received == 0
    kept = [(turn.ticket, turn.waits_since) for turn in Turn.objects.order_by("ticket")]
    draw = hold(crowded, date(2027, 5, 3))
    assert [(turn.ticket, turn.waits_since) for turn in Turn.objects.order_by("ticket")] == kept
    assert draw.winners == 3


def fails(*_: object, **__: object) -> None:
    raise RuntimeError


def test_who_gets_no_place_keeps_waiting_and_goes_first_the_next_time(crowded: Story) -> None:
    announce(crowded, date(2027, 5, 1), date(2027, 5, 31), FULL_SHARE, seed=b"b" * 32)
    all_ask(people(4), crowded.clock)
    hold(crowded, date(2027, 5, 1))
    loser = DrawPlace.objects.get(won=False)
    later = all_ask(people(3), crowded.clock)
    second = hold(crowded, date(2027, 6, 1))
    found = list(DrawPlace.objects.filter(draw=second).order_by("place"))
    assert (found[0].entry_id, found[0].draws_waited, found[0].won) == (loser.entry_id, 1, True)
    assert {place.entry_id for place in found[1:]} == {application.id for application in later}


def test_what_a_month_leaves_goes_to_the_next_draw(crowded: Story) -> None:
    announce(crowded, date(2027, 5, 1), date(2027, 5, 31), FULL_SHARE, seed=b"b" * 32)
    all_ask(people(1), crowded.clock)
    hold(crowded, date(2027, 5, 1))
    all_ask(people(5), crowded.clock)
    second = hold(crowded, date(2027, 6, 1))
    assert (second.amount_cents, second.winners) == (3 * FULL_SHARE + 1, 3)
    assert balance(accounts.envelope(date(2027, 4, 1))).available == 0


def test_a_correction_that_comes_late_joins_the_next_draw_and_moves_nobody(crowded: Story) -> None:
    announce(crowded, date(2027, 5, 1), date(2027, 5, 31), 9 * FULL_SHARE, seed=b"b" * 32)
    bart = crowded_bart(crowded)
    all_ask(people(3), crowded.clock)
    first = hold(crowded, date(2027, 5, 1))
    before = places(first)
    value = {"application_id": bart.id, "name": "seniority_months", "value": 84}
    record_fact(**value, proof="Attest van de werkgever van 3 mei 2027", **crowded.act("omar"))  # type: ignore[arg-type]
    bart.refresh_from_db()
    assert bart.state == "waiting"
    second = hold(crowded, date(2027, 6, 1))
    assert places(first) == before
    place = DrawPlace.objects.get(draw=second, entry_id=bart.id)
    assert (place.won, place.draws_waited) == (True, 1)


def crowded_bart(story: Story) -> Application:
    """Bart asks with his own facts: six years of work."""
    with pytest.MonkeyPatch.context() as own:
        own.setattr("loopbaankrediet.credit.actions.gather_facts", gather_facts)
        return story.apply("bart")


def test_a_lottery_gives_what_the_year_has_left(settings: Settings, story: Story) -> None:
    settings.CAP_SCENARIO = "cap_lottery"
    assert announce_draws(clock=story.clock) == 2
    story.apply("an")
    draw = hold(story, date(2027, 3, 3))
    assert (draw.starts_on, draw.ends_on) == (date(2027, 3, 2), date(2027, 3, 2))
    assert (draw.amount_cents, draw.winners) == (1_070_000_000, 1)


def test_a_stop_keeps_every_application_with_its_day_and_refuses_nobody(settings: Settings, story: Story) -> None:
    settings.CAP_SCENARIO = "cap_stop"
    waiting = story.apply("an")
    story.pass_days(200)
    assert (announce_draws(clock=story.clock), grant_next(clock=story.clock)) == (0, 0)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.applied_on) == ("waiting", date(2027, 3, 1))


def test_once_no_cap_is_in_force_any_more_everybody_who_waits_is_granted(settings: Settings, story: Story) -> None:
    settings.CAP_SCENARIO = "cap_stop"
    waiting = story.apply("an")
    settings.CAP_SCENARIO = "draft"
    assert grant_next(clock=story.clock) == 1
    waiting.refresh_from_db()
    assert (waiting.state, story.balance("an").available) == ("granted", 360)


def test_who_waits_can_still_fill_in_her_diploma_and_keeps_her_turn(monthly: Story) -> None:
    waiting = monthly.apply("zoe")
    turn = Turn.objects.get(application=waiting)
    monthly.pass_days(3)
    changed = declare_schooling(application_id=waiting.id, value="low", **monthly.act("zoe"))
    after = Turn.objects.get(application=waiting)
    assert changed.state == "waiting"
    assert (after.ticket, after.waits_since, after.schooling) == (turn.ticket, turn.waits_since, "low")


def test_a_year_without_a_budget_gives_no_places_and_everybody_goes_on_waiting(monthly: Story) -> None:
    monthly.apply("an")
    go_to(monthly, date(2030, 6, 1))
    announce(monthly, date(2030, 7, 1), date(2030, 7, 31), FULL_SHARE)
    go_to(monthly, date(2030, 8, 1))
    with pytest.raises(NoBudget):
        hold_next_draw(clock=monthly.clock)
    assert Draw.objects.get().state == "announced"


def test_the_background_job_announces_draws_and_grants_and_finds_nothing_the_second_time(
    settings: Settings, db: None
) -> None:
    settings.CAP_SCENARIO = "cap_lottery"
    story = Story(FixedClock(SystemClock().now(), FIRST_DAY))
    assert take_turns_now() == (0, 0)
    story.apply("an")
    move_to(date(2027, 3, 4))
    assert take_turns_now() == (2, 1)
    assert take_turns_now() == (0, 0)
    assert story.balance("an").available == 360


def test_a_job_without_a_budget_for_the_year_goes_on_with_the_rest(
    settings: Settings, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CAP_SCENARIO = "cap_lottery"
    story = Story(FixedClock(SystemClock().now(), FIRST_DAY))
    move_to(date(2031, 5, 1))
    announce_draws(clock=current_clock())
    move_to(date(2031, 5, 3))
    assert take_turns_now() == (0, 0)
    assert "a draw waits for its budget" in caplog.text
    assert story.clock.today() == FIRST_DAY


def test_a_place_is_never_moved_by_hand(crowded: Story) -> None:
    all_ask(people(1), crowded.clock)
    hold(crowded, date(2027, 5, 1))
    with pytest.raises(Exception, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE budget_drawplace SET place = 2")


def test_a_double_click_takes_one_turn(monthly: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    all_as_an(monkeypatch)
    ask = asks(people(1)[0], monthly.clock)
    assert len({ask().id for _ in range(3)}) == 1
    assert Turn.objects.count() == 1
