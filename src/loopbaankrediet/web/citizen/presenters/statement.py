"""The statement of a wallet: every movement of minutes in a Dutch sentence, with what was free after it."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse

from loopbaankrediet.guidance.queries import TrackLine
from loopbaankrediet.kernel.amounts import duration
from loopbaankrediet.ledger.queries import Movement
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.templatetags.dutch import day

SENTENCES = {
    ("grant", "direct"): "Je kreeg loopbaankrediet",
    ("reserve_module", "hold"): "Een module werd voor jou gereserveerd",
    ("confirm_module", "post"): "Je bevestigde de uren van een module",
    ("fall_silent", "post"): "De uren van een module telden als bevestigd, omdat je niet antwoordde",
    ("dispute_hours", "post"): "De uren van een module die niet betwist zijn",
    ("dispute_hours", "void"): "Een reservatie verviel, omdat de uren betwist zijn",
    ("dispute_hours", "hold"): "Betwiste uren: we houden ze opzij tot er beslist is",
    ("dispute_hours", "reverse"): "Betwiste uren kwamen terug",
    ("decide_dispute", "post"): "Betwiste uren: een medewerker besliste",
    ("decide_dispute", "void"): "Betwiste uren kwamen terug: een medewerker besliste",
    ("open_recovery", "reverse"): "Uren kwamen terug: ze hadden niet mogen tellen",
    ("decide_recovery", "reverse"): "Uren kwamen terug: ze hadden niet mogen tellen",
    ("release_module", "void"): "Een reservatie verviel: je uren zijn weer vrij",
    ("revoke_credit", "direct"): "Een medewerker trok krediet in",
    ("decide_objection", "reverse"): "Ingetrokken krediet kwam terug: je kreeg gelijk",
}
OTHER = "Er veranderde iets aan je uren"
CHANGES = (Column("Dag"), Column("Wat er gebeurde"), Column("Uren", numeric=True), Column("Nog vrij", numeric=True))


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
    return Table("Alles wat met je uren gebeurde", CHANGES, rows, when_empty="Er gebeurde nog niets met je uren.")


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
    note = f"bij {counsellor}" if counsellor else ""
    return day(movement.effective_on), Cell(sentence, url, note=note), _signed(movement, change), duration(running.free)


def _signed(movement: Movement, change: int) -> Cell | str:
    if movement.kind == "post":
        back = f"{duration(change)} weer vrij" if change else ""
        return Cell(f"{duration(-movement.amount)} gebruikt", note=back)
    return f"{'+' if change >= 0 else '-'} {duration(abs(change))}"
