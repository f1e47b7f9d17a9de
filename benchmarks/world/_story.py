"""The recordings: people whose files are brought through the real acts, and read at each stage."""

from dataclasses import dataclass, field
from datetime import date
from unittest.mock import patch
from uuid import UUID

from tests.recovery.recovering import Case
from tests.rooms.bank_loop import Bank
from tests.story import Story

from benchmarks.world._rows import Tables, added, all_rows, uuids
from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.demo import seed
from loopbaankrediet.flows.dispute_hours import dispute_hours
from loopbaankrediet.flows.follow_silence import take_step
from loopbaankrediet.guidance.actions.codes import open_with_code
from loopbaankrediet.guidance.actions.tracks import note_intake, sign_agreement
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.kernel import crypto
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.payments.models import PaymentBatch, PaymentItem

ENOUGH_CENTS = 1_000_000_000_000
DAYS_TO_A_NOTICE = 15
BATCHES = ("payments_paymentbatch", "payments_paymentfile")


@dataclass(frozen=True)
class Stage:
    """The rows that a citizen's file had on a day, by table."""

    citizen: str
    day: date
    rows: Tables


@dataclass
class Recording:
    """`bases`: what an application alone writes; `stages`: what came after it; `known`: ids that stay as they are.

    `contexts`: under which names texts were sealed.
    """

    known: set[UUID]
    citizens: dict[str, UUID]
    counsellors: dict[str, Counsellor]
    bases: dict[str, Stage] = field(default_factory=dict)
    stages: dict[str, Stage] = field(default_factory=dict)
    registration: Tables = field(default_factory=dict)
    batches: Tables = field(default_factory=dict)
    last_day: date = date.min
    contexts: frozenset[str] = frozenset()


def record() -> Recording:
    """Play everything, in a database where nothing happened."""
    with patch.object(crypto, "seal", wraps=crypto.seal) as seal:
        with patch.object(seed, "BUDGET_CENTS", ENOUGH_CENTS):
            story = Story()
        recording = _Recorder(story).play()
    recording.contexts = frozenset(call.kwargs["context"].partition(":")[0] for call in seal.call_args_list)
    return recording


class _Recorder:
    def __init__(self, story: Story) -> None:
        self.story = story
        citizens = {name: story.person(name).id for name in ("an", "bart", "chantal", "fatima")}
        counsellors = {name: story.counsellor(name) for name in ("dirk", "els")}
        self.seeded = self.before = all_rows()
        self.found = Recording(uuids(self.seeded), citizens, counsellors)
        self.found.registration = self._registration(counsellors["dirk"])

    def play(self) -> Recording:
        for name in self.found.citizens:
            self.story.apply(name)
            self.found.bases[name] = self._taken(name)
        self.before = all_rows()
        self._from_code_to_agreement()
        self._first_module()
        self._more_modules()
        self.found.batches = {name: added(self.seeded, all_rows())[name] for name in BATCHES}
        self._dispute()
        self.found.last_day = self.story.clock.today()
        return self.found

    def _registration(self, dirk: Counsellor) -> Tables:
        """What was written when Dirk was registered."""
        named = {dirk.id, dirk.person_id}
        tables = ("counsellors_counsellor", "counsellors_registrationdecision", "journal_entry")
        rows = {
            name: [
                row
                for row in self.seeded[name]
                if any(value in named for value in row.values() if isinstance(value, UUID))
            ]
            for name in tables
        }
        keys = {row["act_key"] for row in rows["journal_entry"]}
        rows["journal_actkey"] = [row for row in self.seeded["journal_actkey"] if row["key"] in keys]
        return rows

    def keep(self, name: str, citizen: str = "an") -> None:
        self.found.stages[name] = self._taken(citizen)

    def _taken(self, citizen: str) -> Stage:
        """What was written since the last citizen began; journal and keys of her acts only."""
        person_id = self.found.citizens[citizen]
        rows = added(self.before, all_rows())
        entries = [row for row in rows.get("journal_entry", []) if row["person_id"] == person_id]
        keys = {row["act_key"] for row in entries}
        rows["journal_entry"] = entries
        rows["journal_actkey"] = [row for row in rows.get("journal_actkey", []) if row["key"] in keys]
        if citizen not in self.found.bases:
            self.before = all_rows()
        return Stage(citizen, self.story.clock.today(), rows)

    def _from_code_to_agreement(self) -> None:
        story, act = self.story, self.story.act
        code = story.code("an", "dirk")
        self.keep("code")
        track = open_with_code(code=code, **act("dirk"))
        self.keep("opened")
        note_intake(track_id=track.id, held_on=story.clock.today(), minutes=30, **act("dirk"))
        self.keep("intake")
        story.change_terms("dirk", track.id, modules=3)
        self.keep("proposed")
        sign_agreement(track_id=track.id, version=1, early_start=True, **act("an"))
        self.keep("signed")

    def _first_module(self) -> None:
        story = self.story
        module = story.module(Track.objects.get(), 1)
        story.talk("dirk", module.id)
        self.keep("talked")
        story.report("dirk", module.id)
        self.keep("reported")
        for name in ("asked", "reminded"):
            story.pass_days(DAYS_TO_A_NOTICE)
            take_step(module_id=module.id, by=SYSTEM, clock=story.clock)
            self.keep(name)
        story.confirm("an", module.id)
        self.keep("confirmed")
        batch = Case(story).send()
        self.keep("sent")
        self._booked(batch.id)
        self.keep("paid")

    def _more_modules(self) -> None:
        """The second and the third, each paid; then the track is over."""
        for number, name in ((2, "two paid"), (3, "three paid")):
            self.story.deliver("an", "dirk", Track.objects.get(), number)
            self._booked(Case(self.story).send().id)
            self.keep(name)

    def _booked(self, batch_id: UUID) -> None:
        bank = Bank(self.story, PaymentBatch.objects.get(id=batch_id), number=batch_id.int % 10**9)
        for item in PaymentItem.objects.filter(batch_id=batch_id).select_related("claim").order_by("end_to_end_id"):
            booking = bank.out(item.end_to_end_id, cents=item.claim.public_cents, reference=item.end_to_end_id)
            bank.tells(booking, day=self.story.clock.today())

    def _dispute(self) -> None:
        """Fatima says that she got an hour less."""
        story = self.story
        self.before = all_rows()
        module = story.module(story.sign("fatima", "els", modules=1))
        story.talk("els", module.id)
        story.report("els", module.id)
        dispute_hours(module_id=module.id, given_minutes=60, why="Het was een uur.", **story.act("fatima"))
        self.keep("disputed", "fatima")
