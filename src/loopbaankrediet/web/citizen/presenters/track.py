"""Where the citizen is with one counsellor, and what each module came to."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_noop

from loopbaankrediet.guidance.queries import ConversationView, ModuleView, TrackView
from loopbaankrediet.guidance.states import ModuleState, TrackState
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.in_words import duration, euro
from loopbaankrediet.web.templatetags.dutch import day

STEPS = (gettext_noop("Kennismaking"), gettext_noop("Overeenkomst"), gettext_noop("Gesprekken"), gettext_noop("Klaar"))
STEP_OF = {
    TrackState.OPENED: 1,
    TrackState.INTAKE_HELD: 2,
    TrackState.PROPOSED: 2,
    TrackState.RUNNING: 3,
    TrackState.ENDING: 3,
    TrackState.ENDED: 5,
}
TRACK_WORDS = {
    TrackState.OPENED: Cell(gettext_noop("Kennismaking"), pill="info"),
    TrackState.INTAKE_HELD: Cell(gettext_noop("Overeenkomst volgt"), pill="info"),
    TrackState.PROPOSED: Cell(gettext_noop("Wacht op jou"), pill="warn"),
    TrackState.RUNNING: Cell(gettext_noop("Bezig"), pill="ok"),
    TrackState.ENDING: Cell(gettext_noop("Wordt afgerond"), pill="info"),
    TrackState.ENDED: Cell(gettext_noop("Afgelopen"), pill="info"),
    TrackState.CANCELLED: Cell(gettext_noop("Stopgezet"), pill="info"),
}
MODULE_WORDS = {
    ModuleState.RESERVED: Cell(gettext_noop("Gereserveerd"), pill="info"),
    ModuleState.STARTED: Cell(gettext_noop("Bezig"), pill="info"),
    ModuleState.REPORTED: Cell(gettext_noop("Wacht op jou"), pill="warn"),
    ModuleState.CONFIRMED: Cell(gettext_noop("Bevestigd"), pill="ok"),
    ModuleState.SILENT: Cell(gettext_noop("Bevestigd zonder antwoord"), pill="ok"),
    ModuleState.DISPUTED: Cell(gettext_noop("Betwist"), pill="warn"),
    ModuleState.RELEASED: Cell(gettext_noop("Weggevallen"), pill="info"),
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
    modules = gettext("1 module") if count == 1 else (gettext("%(count)s modules") % {"count": count})
    return gettext("Je overeenkomst van %(modules)s met %(counsellor)s is klaar.") % {
        "modules": modules,
        "counsellor": track.counsellor,
    }


def module_cards(track: TrackView) -> tuple[ModuleCard, ...]:
    return tuple(
        ModuleCard(
            (gettext("Module %(number)s") % {"number": module.number}),
            module.number,
            MODULE_WORDS[ModuleState(module.state)],
            _text(module),
        )
        for module in track.modules
    )


def conversations(module: ModuleView) -> Table:
    columns = (Column(gettext("Dag")), Column(gettext("Duur")), Column(gettext("Hoe")))
    rows = [(_day(talk), duration(talk.minutes), talk.mode) for talk in module.conversations]
    return Table(gettext("De gesprekken"), columns, rows, when_empty=gettext("Er is nog geen gesprek genoteerd."))


def _day(talk: ConversationView) -> Cell | str:
    if talk.struck_on is None:
        return day(talk.held_on)
    reason = gettext("Geschrapt op %(struck_on)s: %(strike_reason)s. Telt niet mee.") % {
        "struck_on": day(talk.struck_on),
        "strike_reason": talk.strike_reason,
    }
    return Cell(day(talk.held_on), note=reason)


def _text(module: ModuleView) -> str:
    if module.state == ModuleState.RELEASED and module.dispute:
        return gettext("Een medewerker besliste dat deze uren niet tellen.")
    if module.state == ModuleState.RELEASED:
        return gettext("%(minutes)s gingen terug naar je vrije uren.") % {"minutes": duration(module.minutes)}
    if module.state == ModuleState.DISPUTED:
        return gettext("Een medewerker beslist over een deel van de uren.")
    if module.state in STANDING:
        return gettext("%(delivered)s gesproken. Jij betaalt %(own_cents)s.") % {
            "delivered": duration(module.delivered),
            "own_cents": euro(module.own_cents),
        }
    return gettext("%(delivered)s gesproken van %(minutes)s.") % {
        "delivered": duration(module.delivered),
        "minutes": duration(module.minutes),
    }
