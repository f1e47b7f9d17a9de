"""Where the citizen is with one counsellor, and what each module came to."""

from dataclasses import dataclass

from loopbaankrediet.guidance.queries import ConversationView, ModuleView, TrackView
from loopbaankrediet.guidance.states import ModuleState, TrackState
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.templatetags.dutch import day

STEPS = ("Kennismaking", "Overeenkomst", "Gesprekken", "Klaar")
STEP_OF = {
    TrackState.OPENED: 1,
    TrackState.INTAKE_HELD: 2,
    TrackState.PROPOSED: 2,
    TrackState.RUNNING: 3,
    TrackState.ENDING: 3,
    TrackState.ENDED: 5,
}
TRACK_WORDS = {
    TrackState.OPENED: Cell("Kennismaking", pill="info"),
    TrackState.INTAKE_HELD: Cell("Overeenkomst volgt", pill="info"),
    TrackState.PROPOSED: Cell("Wacht op jou", pill="warn"),
    TrackState.RUNNING: Cell("Bezig", pill="ok"),
    TrackState.ENDING: Cell("Wordt afgerond", pill="info"),
    TrackState.ENDED: Cell("Afgelopen", pill="info"),
    TrackState.CANCELLED: Cell("Stopgezet", pill="info"),
}
MODULE_WORDS = {
    ModuleState.RESERVED: Cell("Gereserveerd", pill="info"),
    ModuleState.STARTED: Cell("Bezig", pill="info"),
    ModuleState.REPORTED: Cell("Wacht op jou", pill="warn"),
    ModuleState.CONFIRMED: Cell("Bevestigd", pill="ok"),
    ModuleState.SILENT: Cell("Bevestigd zonder antwoord", pill="ok"),
    ModuleState.DISPUTED: Cell("Betwist", pill="warn"),
    ModuleState.RELEASED: Cell("Weggevallen", pill="info"),
}
STANDING = (ModuleState.CONFIRMED, ModuleState.SILENT)


@dataclass(frozen=True)
class ModuleCard:
    """One module in a line: its state as a pill, and what was said and paid."""

    title: str
    number: int
    pill: Cell
    text: str


def step_of(track: TrackView) -> int:
    """Counts from 1; one past the last when it is over, 0 when it ended before any conversation."""
    if not track.is_active and not track.has_delivered:
        return 0
    return STEP_OF.get(TrackState(track.state), 0)


def done_words(track: TrackView) -> str:
    """'Je overeenkomst van 1 module met Dirk Claes is klaar.'; empty when somebody stopped it."""
    if not track.is_done:
        return ""
    count = len([module for module in track.modules if module.state in STANDING])
    modules = "1 module" if count == 1 else f"{count} modules"
    return f"Je overeenkomst van {modules} met {track.counsellor} is klaar."


def module_cards(track: TrackView) -> tuple[ModuleCard, ...]:
    return tuple(
        ModuleCard(f"Module {module.number}", module.number, MODULE_WORDS[ModuleState(module.state)], _text(module))
        for module in track.modules
    )


def conversations(module: ModuleView) -> Table:
    columns = (Column("Dag"), Column("Duur"), Column("Hoe"))
    rows = [(_day(talk), duration(talk.minutes), talk.mode) for talk in module.conversations]
    return Table("De gesprekken", columns, rows, when_empty="Er is nog geen gesprek genoteerd.")


def _day(talk: ConversationView) -> Cell | str:
    if talk.struck_on is None:
        return day(talk.held_on)
    reason = f"Geschrapt op {day(talk.struck_on)}: {talk.strike_reason}. Telt niet mee."
    return Cell(day(talk.held_on), note=reason)


def _text(module: ModuleView) -> str:
    if module.state == ModuleState.RELEASED and module.dispute:
        return "Een medewerker besliste dat deze uren niet tellen."
    if module.state == ModuleState.RELEASED:
        return f"{duration(module.minutes)} gingen terug naar je vrije uren."
    if module.state == ModuleState.DISPUTED:
        return "Een medewerker beslist over een deel van de uren."
    if module.state in STANDING:
        return f"{duration(module.delivered)} gesproken. Jij betaalt {euro(module.own_cents)}."
    return f"{duration(module.delivered)} gesproken van {duration(module.minutes)}."
