"""The statement of a wallet: every movement of minutes in a Dutch sentence, with what was free after it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext, gettext_noop

from loopbaankrediet.guidance.queries import TrackLine
from loopbaankrediet.ledger.queries import Movement
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.in_words import duration
from loopbaankrediet.web.templatetags.dutch import day

SENTENCES = {
    ("grant", "direct"): gettext_noop("Je kreeg loopbaankrediet"),
    ("reserve_module", "hold"): gettext_noop("Een module werd voor jou gereserveerd"),
    ("confirm_module", "post"): gettext_noop("Je bevestigde de uren van een module"),
    ("fall_silent", "post"): gettext_noop("De uren van een module telden als bevestigd, omdat je niet antwoordde"),
    ("dispute_hours", "post"): gettext_noop("De uren van een module die niet betwist zijn"),
    ("dispute_hours", "void"): gettext_noop("Een reservatie verviel, omdat de uren betwist zijn"),
    ("dispute_hours", "hold"): gettext_noop("Betwiste uren: we houden ze opzij tot er beslist is"),
    ("dispute_hours", "reverse"): gettext_noop("Betwiste uren kwamen terug"),
    ("decide_dispute", "post"): gettext_noop("Betwiste uren: een medewerker besliste"),
    ("decide_dispute", "void"): gettext_noop("Betwiste uren kwamen terug: een medewerker besliste"),
    ("open_recovery", "reverse"): gettext_noop("Uren kwamen terug: ze hadden niet mogen tellen"),
    ("decide_recovery", "reverse"): gettext_noop("Uren kwamen terug: ze hadden niet mogen tellen"),
    ("release_module", "void"): gettext_noop("Een reservatie verviel: je uren zijn weer vrij"),
    ("revoke_credit", "direct"): gettext_noop("Een medewerker trok krediet in"),
    ("decide_objection", "reverse"): gettext_noop("Ingetrokken krediet kwam terug: je kreeg gelijk"),
}
OTHER = gettext_noop("Er veranderde iets aan je uren")
CHANGES = (
    Column(gettext_noop("Dag")),
    Column(gettext_noop("Wat er gebeurde")),
    Column(gettext_noop("Uren"), numeric=True),
    Column(gettext_noop("Nog vrij"), numeric=True),
)


@dataclass
class FreeMinutes:
    """Free minutes while reading on; `held` keeps what each hold set aside until it is answered."""

    free: int = 0
    held: dict[int | None, int] = field(default_factory=dict)

    def after(self, movement: Movement) -> int:
        """How the free minutes change: a hold takes them, its answer gives back what was not used."""
        change = movement.amount
        if movement.kind == "hold":
            self.held[movement.id] = -movement.amount
        elif movement.kind == "post":
            change = self.held.pop(movement.hold_id) + movement.amount
        elif movement.kind == "void":
            change = self.held.pop(movement.hold_id)
        self.free += change
        return change


def statement(movements: Iterable[Movement], tracks: Iterable[TrackLine], decision_url: str) -> Table:
    """Oldest first, as the free minutes build up."""
    running, links = FreeMinutes(), _Links(tuple(tracks), decision_url)
    rows = [_row(movement, running, links) for movement in movements]
    return Table(
        gettext("Alles wat met je uren gebeurde"),
        CHANGES,
        rows,
        when_empty=gettext("Er gebeurde nog niets met je uren."),
    )


@dataclass(frozen=True)
class _Links:
    """Where a movement came from: the track with that counsellor that had been opened by then, or the decision."""

    tracks: tuple[TrackLine, ...]
    decision_url: str

    def of(self, movement: Movement) -> tuple[str, str]:
        """Address and name of the counsellor, or the decision without a name."""
        if movement.act == "grant":
            return self.decision_url, ""
        for track in self.tracks:
            if str(track.counsellor_id) in movement.other_account and track.opened_on <= movement.effective_on:
                return reverse("citizen:track", args=[track.id]), track.counsellor
        return "", ""


def _row(movement: Movement, running: FreeMinutes, links: _Links) -> tuple[Cell | str, ...]:
    change = running.after(movement)
    url, counsellor = links.of(movement)
    sentence = SENTENCES.get((movement.act, movement.kind), OTHER)
    note = (gettext("bij %(counsellor)s") % {"counsellor": counsellor}) if counsellor else ""
    return day(movement.effective_on), Cell(sentence, url, note=note), _signed(movement, change), duration(running.free)


def _signed(movement: Movement, change: int) -> Cell | str:
    if movement.kind == "post":
        back = (gettext("%(change)s weer vrij") % {"change": duration(change)}) if change else ""
        return Cell((gettext("%(amount)s gebruikt") % {"amount": duration(-movement.amount)}), note=back)
    return f"{'+' if change >= 0 else '-'} {duration(abs(change))}"
