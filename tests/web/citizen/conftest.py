"""The people of the demonstration, in the middle of their story: what others did goes through the real acts."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
from django.test import Client

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.credit.actions import submit_application
from loopbaankrediet.demo.seed import actor_for, register_persona, seed
from loopbaankrediet.guidance.actions.codes import make_code, open_with_code
from loopbaankrediet.guidance.actions.modules import hand_in_report, log_conversation
from loopbaankrediet.guidance.actions.tracks import AgreementTerms, note_intake, propose_agreement, sign_agreement
from loopbaankrediet.guidance.models import GuidanceModule
from loopbaankrediet.guidance.queries import codes_of
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.platform.legal_clock import current_clock, move_to

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse

REPORT = "We spraken over je sterktes. Volgende keer: de job van je dromen."


@dataclass
class Story:
    """Acts of the personas by key; `clients` keeps one browser per persona."""

    clients: dict[str, Client] = field(default_factory=dict)

    @property
    def clock(self) -> Clock:
        return current_clock()

    def browser(self, persona: str) -> Client:
        if persona not in self.clients:
            self.clients[persona] = Client()
            self.clients[persona].post("/demo/", {"act_key": str(uuid4()), "persona": persona})
        return self.clients[persona]

    def get(self, persona: str, address: str) -> str:
        answer = self.browser(persona).get(address, follow=True)
        assert answer.status_code == 200, address
        return answer.content.decode()

    def post(self, persona: str, address: str, **values: str) -> "_MonkeyPatchedWSGIResponse":
        return self.browser(persona).post(address, {"act_key": str(uuid4())} | values, follow=True)

    def actor(self, persona: str) -> Actor:
        return actor_for(persona)

    def person(self, persona: str) -> UUID:
        person_id = actor_for(persona).person_id
        assert person_id
        return person_id

    def counsellor(self, persona: str) -> UUID:
        counsellor_id = actor_for(persona).counsellor_id
        assert counsellor_id
        return counsellor_id

    def applied(self, persona: str) -> UUID:
        made = submit_application(person_id=self.person(persona), by=actor_for(persona), clock=self.clock, key=uuid4())
        return made.id

    def later(self, days: int) -> None:
        move_to(self.clock.today() + timedelta(days))

    def coded(self, citizen: str, counsellor: str) -> str:
        """The text of a code that the citizen made for this counsellor."""
        person_id, counsellor_id = self.person(citizen), self.counsellor(counsellor)
        make_code(
            person_id=person_id, counsellor_id=counsellor_id, by=actor_for(citizen), clock=self.clock, key=uuid4()
        )
        codes = codes_of(person_id, clock=self.clock)
        return next(code.text for code in codes if code.counsellor_id == counsellor_id)

    def opened(self, citizen: str, counsellor: str) -> UUID:
        code = self.coded(citizen, counsellor)
        return open_with_code(code=code, by=actor_for(counsellor), clock=self.clock, key=uuid4()).id

    def proposed(self, citizen: str, counsellor: str, modules: int = 3) -> UUID:
        track_id, by, today = self.opened(citizen, counsellor), actor_for(counsellor), self.clock.today()
        note_intake(track_id=track_id, held_on=today, minutes=None, by=by, clock=self.clock, key=uuid4())
        assert by.counsellor_id is not None
        methods = Counsellor.objects.get(id=by.counsellor_id).methods
        terms = AgreementTerms(modules, "in_person", "Stationsstraat 1, Mechelen", methods)
        propose_agreement(track_id=track_id, terms=terms, by=by, clock=self.clock, key=uuid4())
        return track_id

    def signed(self, citizen: str, counsellor: str, modules: int = 3) -> UUID:
        track_id = self.proposed(citizen, counsellor, modules)
        sign_agreement(track_id=track_id, by=actor_for(citizen), clock=self.clock, key=uuid4())
        return track_id

    def talked(self, track_id: UUID, counsellor: str, minutes: int) -> None:
        module = GuidanceModule.objects.filter(track_id=track_id).latest("number")
        log_conversation(
            module_id=module.id,
            held_on=self.clock.today(),
            minutes=minutes,
            mode="in_person",
            by=actor_for(counsellor),
            clock=self.clock,
            key=uuid4(),
        )

    def reported(self, track_id: UUID, counsellor: str, minutes: int = 120) -> None:
        """Conversations of this length and the report of the latest module of the track."""
        if minutes:
            self.talked(track_id, counsellor, minutes)
        module = GuidanceModule.objects.filter(track_id=track_id).latest("number")
        hand_in_report(module_id=module.id, text=REPORT, by=actor_for(counsellor), clock=self.clock, key=uuid4())


@pytest.fixture
def story(db: None) -> Story:
    """The demonstration as it starts, with Dirk and Els registered."""
    clock = current_clock()
    seed(clock=clock)
    register_persona("dirk", clock=clock)
    return Story()


@pytest.fixture
def words() -> Callable[[str], str]:
    """The text of a page as people read it."""

    def text_of(html: str) -> str:
        main = html[html.index("<main") : html.index("</main>")]
        return " ".join(re.sub(r"<[^>]+>", " ", main).replace("&#x27;", "'").replace("&shy;", "").split())

    return text_of
