"""The people of the demonstration in their browsers; what others did goes through the acts of `tests.story`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from django.test import Client

from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import FixedClock
from loopbaankrediet.platform.legal_clock import current_clock, move_to
from tests.story import REPORT
from tests.story import Story as Acts
from tests.web.visitor_session import signed_in

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

__all__ = ["REPORT", "Story", "story", "words"]


class PageClock(FixedClock):
    """The clock that the pages read."""

    def now(self) -> datetime:
        return current_clock().now()

    def today(self) -> date:
        return current_clock().today()


def page_clock() -> PageClock:
    return PageClock(current_clock().now(), current_clock().today())


@dataclass
class Story:
    """Acts of the personas by key; `clients` keeps one browser per persona."""

    clients: dict[str, Client] = field(default_factory=dict)
    acts: Acts = field(default_factory=lambda: Acts(page_clock()))

    @property
    def clock(self) -> PageClock:
        return page_clock()

    def browser(self, persona: str) -> Client:
        if persona not in self.clients:
            self.clients[persona] = signed_in(persona)
        return self.clients[persona]

    def get(self, persona: str, address: str) -> str:
        answer = self.browser(persona).get(address, follow=True)
        assert answer.status_code == 200, address
        return answer.content.decode()

    def post(self, persona: str, address: str, **values: str | Sequence[str]) -> "_MonkeyPatchedWSGIResponse":
        return self.browser(persona).post(address, {"act_key": str(uuid4())} | values, follow=True)

    def actor(self, persona: str) -> Actor:
        return self.acts.actor(persona)

    def person(self, persona: str) -> UUID:
        return self.acts.person(persona).id

    def counsellor(self, persona: str) -> UUID:
        return self.acts.counsellor(persona).id

    def applied(self, persona: str) -> UUID:
        return self.acts.apply(persona).id

    def later(self, days: int) -> None:
        move_to(self.clock.today() + timedelta(days))

    def coded(self, citizen: str, counsellor: str) -> str:
        """The text of a code that the citizen made for this counsellor."""
        return self.acts.code(citizen, counsellor)

    def opened(self, citizen: str, counsellor: str) -> UUID:
        return self.acts.open(citizen, counsellor).id

    def proposed(self, citizen: str, counsellor: str, modules: int = 3) -> UUID:
        return self.acts.propose(citizen, counsellor, modules).id

    def signed(self, citizen: str, counsellor: str, modules: int = 3) -> UUID:
        return self.acts.sign(citizen, counsellor, modules).id

    def latest_module(self, track_id: UUID) -> UUID:
        return GuidanceModule.objects.filter(track_id=track_id).latest("number").id

    def talked(self, track_id: UUID, counsellor: str, minutes: int) -> None:
        self.acts.talk(counsellor, self.latest_module(track_id), minutes)

    def struck(self, track_id: UUID, counsellor: str) -> None:
        self.acts.strike(counsellor, self.latest_module(track_id))

    def reported(self, track_id: UUID, counsellor: str, minutes: int = 120) -> None:
        """Conversations of this length and the report of the latest module of the track."""
        if minutes:
            self.talked(track_id, counsellor, minutes)
        self.acts.report(counsellor, self.latest_module(track_id))


@pytest.fixture
def story(db: None) -> Story:
    """The demonstration as it starts, with Dirk and Els registered."""
    return Story()


@pytest.fixture
def words() -> Callable[[str], str]:
    """The text of a page as people read it."""

    def text_of(html: str) -> str:
        main = html[html.index("<main") : html.index("</main>")]
        return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&#x27;", "'").replace("&shy;", "").split())

    return text_of
