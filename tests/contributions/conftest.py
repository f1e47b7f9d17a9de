"""An signed for three modules with Dirk: her own share is 25 euro per hour, 50 euro per module."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from loopbaankrediet.contributions.actions.collecting import note_payment
from loopbaankrediet.contributions.actions.refunds import note_refund
from loopbaankrediet.contributions.models import Collection, Contribution, ContributionEntry, Payer, Refund, Way
from loopbaankrediet.contributions.receipts import Paid
from loopbaankrediet.decree.dated.procedure import choices
from loopbaankrediet.decree.scenario import scenario_named
from loopbaankrediet.guidance.actions.tracks import end_track
from loopbaankrediet.guidance.models import GuidanceModule, Track
from tests.story import Story

MODULE = 5_000
SCENARIO = "own_share_to_platform"


class Shares:
    """What An and Dirk do with money, one act per function."""

    def __init__(self, story: Story) -> None:
        self.story = story
        story.apply("an")
        self.track: Track = story.sign("an", "dirk")

    @property
    def module(self) -> GuidanceModule:
        return self.story.module(self.track)

    def paid(self, cents: int = MODULE, on: date | None = None, payer: Payer = Payer.CITIZEN) -> Paid:
        return Paid(cents, on or self.story.clock.today(), Way.CASH, payer)

    def pays(
        self,
        cents: int = MODULE,
        number: int = 1,
        *,
        on: date | None = None,
        payer: Payer = Payer.CITIZEN,
        **more: Any,
    ) -> ContributionEntry:
        act = self.story.act("dirk") | more
        return note_payment(track_id=self.track.id, number=number, paid=self.paid(cents, on, payer), **act)

    def refunds(self, cents: int, number: int = 1, by: str = "dirk") -> Refund:
        module_id = self.story.module(self.track, number).id
        return note_refund(module_id=module_id, paid=self.paid(cents), **self.story.act(by))

    def balance(self, number: int = 1) -> int:
        return Contribution.objects.get(module=self.story.module(self.track, number)).balance_cents

    def stops_after(self, minutes: int) -> UUID:
        """A conversation of so many minutes, then An stops, and confirms what there was."""
        module = self.module
        if minutes:
            self.story.talk("dirk", module.id, minutes)
        end_track(track_id=self.track.id, **self.story.act("an"))
        if minutes:
            self.story.report("dirk", module.id)
            self.story.confirm("an", module.id)
        return module.id


@pytest.fixture
def story(db: None) -> Story:
    return Story()


@pytest.fixture
def shares(story: Story) -> Shares:
    return Shares(story)


@pytest.fixture
def platform_collects(monkeypatch: pytest.MonkeyPatch) -> None:
    """The scenario is the law: citizens pay to the platform."""
    answers = dict(scenario_named(SCENARIO).choices)["own_share_collection"]
    record = choices()["own_share_collection"]
    assert answers == (Collection.PLATFORM,)
    changed = replace(record, values=tuple(replace(value, value=answers) for value in record.values))
    monkeypatch.setitem(choices(), "own_share_collection", changed)


__all__ = ["MODULE", "Shares"]
