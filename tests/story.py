"""The people and steps that many tests share: each function does one act of the story, with a fresh key."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.credit.actions import submit_application
from loopbaankrediet.credit.models import Application
from loopbaankrediet.credit.queries import the_wallet_of, wallet_balance
from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.demo.seed import actor_for, person_of, seed
from loopbaankrediet.flows.confirm_module import confirm_module
from loopbaankrediet.guidance.actions.codes import make_code, open_with_code
from loopbaankrediet.guidance.actions.modules import hand_in_report, log_conversation, strike_conversation
from loopbaankrediet.guidance.actions.tracks import (
    AgreementTerms,
    note_intake,
    propose_agreement,
    sign_agreement,
)
from loopbaankrediet.guidance.models import Conversation, GuidanceModule, Track
from loopbaankrediet.guidance.open_hours import asked
from loopbaankrediet.guidance.queries import codes_of
from loopbaankrediet.guidance.seen import note_seen
from loopbaankrediet.journal.keys import unseal_for
from loopbaankrediet.kernel.actors import Actor
from loopbaankrediet.kernel.clock import BRUSSELS, FixedClock
from loopbaankrediet.ledger.queries import Balance
from loopbaankrediet.people.models import Person
from loopbaankrediet.practice.actions.unpaid import Unpaid, note_unpaid
from loopbaankrediet.practice.models import UnpaidWork, WorkKind

FIRST_DAY = date(2027, 3, 1)
REPORT = "We bespraken wat An energie geeft. Ze maakt een lijst van taken. Volgende keer kijken we naar opleidingen."


def first_clock() -> FixedClock:
    return FixedClock(datetime(2027, 3, 1, 10, 0, tzinfo=BRUSSELS), FIRST_DAY)


@dataclass
class Story:
    """A seeded platform with a clock that the test moves."""

    clock: FixedClock = field(default_factory=first_clock)

    def __post_init__(self) -> None:
        seed(clock=self.clock)

    def act(self, name: str) -> dict[str, Any]:
        """Who, when and a new key: what every action takes besides its own arguments."""
        return {"by": self.actor(name), "clock": self.clock, "key": uuid4()}

    def actor(self, name: str) -> Actor:
        return actor_for(name)

    def person(self, name: str) -> Person:
        return person_of(BY_KEY[name], clock=self.clock)

    def counsellor(self, name: str) -> Counsellor:
        return Counsellor.objects.get(person=self.person(name))

    def pass_days(self, days: int) -> None:
        self.clock.day += timedelta(days=days)
        self.clock.instant += timedelta(days=days)

    def apply(self, name: str) -> Application:
        return submit_application(person_id=self.person(name).id, **self.act(name))

    def balance(self, name: str) -> Balance:
        return wallet_balance(the_wallet_of(self.person(name).id))

    def code(self, citizen: str, counsellor: str, *, renew: bool = False) -> str:
        person_id, counsellor_id = self.person(citizen).id, self.counsellor(counsellor).id
        code = make_code(person_id=person_id, counsellor_id=counsellor_id, renew=renew, **self.act(citizen))
        return str(unseal_for(person_id, code.code_sealed, context="code"))

    def open(self, citizen: str, counsellor: str) -> Track:
        return open_with_code(code=self.code(citizen, counsellor), **self.act(counsellor))

    def propose(self, citizen: str, counsellor: str, modules: int = 3) -> Track:
        track = self.open(citizen, counsellor)
        note_intake(track_id=track.id, held_on=self.clock.today(), minutes=30, **self.act(counsellor))
        return self.change_terms(counsellor, track.id, modules=modules)

    def change_terms(self, counsellor: str, track_id: UUID, *, modules: int) -> Track:
        """The counsellor puts terms on paper, or other ones while the first still wait for a signature."""
        methods = self.counsellor(counsellor).methods
        terms = AgreementTerms(modules, "in_person", "Stationsstraat 1, Mechelen", methods, unrelated=True)
        return propose_agreement(track_id=track_id, terms=terms, **self.act(counsellor))

    def sign(self, citizen: str, counsellor: str, modules: int = 3, *, early_start: bool = True) -> Track:
        track = self.propose(citizen, counsellor, modules)
        return sign_agreement(track_id=track.id, version=1, early_start=early_start, **self.act(citizen))

    def module(self, track: Track, number: int = 1) -> GuidanceModule:
        return GuidanceModule.objects.get(track=track, number=number)

    def talk(self, counsellor: str, module_id: UUID, minutes: int = 120) -> GuidanceModule:
        act = self.act(counsellor)
        return log_conversation(module_id=module_id, held_on=self.clock.today(), minutes=minutes, mode="online", **act)

    def strike(self, counsellor: str, module_id: UUID, reason: str = "Verkeerde dag") -> GuidanceModule:
        """The last conversation of the module, taken back."""
        talk = Conversation.objects.filter(module_id=module_id).latest("logged_at")
        return strike_conversation(conversation_id=talk.id, reason=reason, **self.act(counsellor))

    def report(self, counsellor: str, module_id: UUID) -> GuidanceModule:
        return hand_in_report(module_id=module_id, text=REPORT, **self.act(counsellor))

    def unpaid(
        self, counsellor: str, track: Track, kind: WorkKind = WorkKind.REPORTING, minutes: int = 15
    ) -> UnpaidWork:
        work = Unpaid(kind, minutes, self.clock.today())
        return note_unpaid(track_id=track.id, work=work, **self.act(counsellor))

    def see(self, citizen: str, module_id: UUID) -> None:
        """The citizen opens the page of the module."""
        person_id = self.person(citizen).id
        unseen = asked(module_id, today=self.clock.today()).unseen
        note_seen(unseen, person_id=person_id, by=self.actor(citizen), clock=self.clock)

    def confirm(self, citizen: str, module_id: UUID) -> GuidanceModule:
        return confirm_module(module_id=module_id, **self.act(citizen))

    def deliver(self, citizen: str, counsellor: str, track: Track, number: int = 1) -> GuidanceModule:
        """A whole module, from conversation to confirmation."""
        module = self.module(track, number)
        self.talk(counsellor, module.id)
        self.report(counsellor, module.id)
        return self.confirm(citizen, module.id)


__all__ = ["FIRST_DAY", "REPORT", "Story", "codes_of"]
