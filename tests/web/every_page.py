"""A platform on which every page of officers and counsellors has something to show, and the address of each."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from loopbaankrediet.contributions.actions.collecting import note_payment
from loopbaankrediet.contributions.actions.reporting import Asked, look_at_report, report_surcharge
from loopbaankrediet.contributions.models import Incoming, Way, WhatFor
from loopbaankrediet.contributions.receipts import Paid
from loopbaankrediet.contributions.states import IncomingState
from loopbaankrediet.counsellors.account_changes import ask_account_change
from loopbaankrediet.credit.queries import the_wallet_of
from loopbaankrediet.flows.dispute_hours import dispute_hours
from loopbaankrediet.flows.follow_silence import follow_silence
from loopbaankrediet.flows.voucher_history import contest_voucher
from loopbaankrediet.guidance.models import Conversation, Notice
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import SYSTEM, Capacity
from loopbaankrediet.ledger import accounts
from loopbaankrediet.oversight.actions import ask_about_look
from loopbaankrediet.payments.models import PaymentBatch
from loopbaankrediet.platform.legal_clock import move_to
from loopbaankrediet.vouchers.models import VoucherFile
from loopbaankrediet.web.access import MARK
from tests.recovery.recovering import Case
from tests.story import Story
from tests.web.visitor import Visitor

ROOMS = ("officer", "counsellor")
READERS = {
    "officer:case_officer": "omar",
    "officer:registrar": "rita",
    "officer:payments_officer": "petra",
    "officer:auditor": "aude",
    "officer:privacy_officer": "fien",
    "officer": "omar",
    "counsellor": "dirk",
    "counsellor:registered": "dirk",
    "officer:desk_officer": "desi",
}


class World:
    """Everything happened once: granted, guided, paid, disputed, reported, contested, recovered, asked about."""

    def __init__(self, story: Story) -> None:
        self.story = story
        case = Case(story)
        case.confirm()
        case.pay()
        bart, recovery = story.apply("bart"), case.owed()
        track = case.claim().module.track
        self.module = story.module(track, 2)
        story.talk("dirk", self.module.id)
        talk = Conversation.objects.latest("logged_at")
        entry = self._own_share(track.id)
        report = report_surcharge(track_id=track.id, asked=Asked(4_000, WhatFor.TEST, "Een test."), **story.act("an"))
        look_at_report(report_id=report.id, **story.act("omar"))
        self.of: dict[str, Any] = {
            "application_id": bart.id,
            "fact": "seniority_months",
            "file_id": VoucherFile.objects.latest("taken_at").id,
            "contest_id": self._contest(),
            "counsellor_id": story.counsellor("dirk").id,
            "line_id": case.incoming(100).id,
            "incoming_id": self._incoming(),
            "module_id": self.module.id,
            "report_id": report.id,
            "change_id": ask_account_change(iban="BE38 0961 9999 9772", **story.act("dirk")).id,
            "batch_id": PaymentBatch.objects.latest("made_at").id,
            "recovery_id": recovery.id,
            "year": 2027,
            "code": accounts.wallet(the_wallet_of(story.person("an").id).id).code,
            "act_key": Entry.objects.get(verb="confirm_module").act_key,
            "track_id": track.id,
            "entry_id": entry,
            "conversation_id": talk.id,
            "kind": "beslissing",
        }
        move_to(story.clock.today())

    def report_and_dispute(self) -> None:
        """Later than the conversation can be struck: the report, a reminder, and the dispute."""
        self.story.report("dirk", self.module.id)
        follow_silence(by=SYSTEM, clock=self.story.clock)
        self.of["notice_id"] = Notice.objects.latest("shown_at").id
        dispute_hours(module_id=self.module.id, given_minutes=60, why="Eén uur.", **self.story.act("an"))

    def ask(self) -> None:
        """Bart asks why Omar looked."""
        Visitor("omar").page(reverse("officer:application", args=[self.of["application_id"]]))
        bart = self.story.person("bart").id
        line = Entry.objects.filter(person_id=bart, verb="open_application").latest("id")
        act = self.story.act("bart")
        self.of["question_id"] = ask_about_look(entry_id=line.id, person_id=bart, words="Waarom?", **act).id

    def _own_share(self, track_id: UUID) -> UUID:
        paid = Paid(2_500, self.story.clock.today(), Way.CASH)
        return note_payment(track_id=track_id, number=1, paid=paid, **self.story.act("dirk")).id

    def _contest(self) -> UUID:
        act = self.story.act("hanne")
        hanne = self.story.person("hanne").id
        contest = contest_voucher(person_id=hanne, voucher_number="LC2025-020954", what="Niet.", proof="", **act)
        return contest.id

    def _incoming(self) -> UUID:
        made = Incoming.objects.create(
            bank_reference="IN-1",
            ogm="500000001234",
            cents=5_000,
            booked_on=date(2027, 3, 1),
            state=IncomingState.TAKEN,
            taken_at=self.story.clock.now(),
        )
        Incoming.objects.filter(id=made.id).update(state=IncomingState.WAITING)
        return made.id


def every_page() -> Iterator[tuple[str, URLPattern]]:
    """The name and the pattern of every address of officers and counsellors."""
    for room in get_resolver().url_patterns:
        if isinstance(room, URLResolver) and room.namespace in ROOMS:
            for pattern in room.url_patterns:
                if isinstance(pattern, URLPattern):
                    yield f"{room.namespace}:{pattern.name}", pattern


def address(name: str, pattern: URLPattern, known: dict[str, Any]) -> str:
    """With what the world knows; a key of nothing for acts that a GET refuses anyway."""
    converters = pattern.pattern.converters
    made = {key: known.get(key, 1 if "Int" in type(kind).__name__ else uuid4()) for key, kind in converters.items()}
    return reverse(name, kwargs={key: str(value) if key in ("code",) else value for key, value in made.items()})


def reader(pattern: URLPattern) -> str:
    """A persona who may open it."""
    marks = getattr(pattern.callback, MARK).split()
    return READERS[marks[0]]


__all__ = ["Capacity", "World", "address", "every_page", "reader"]
