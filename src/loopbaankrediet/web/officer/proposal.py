"""The proposed decision in words: what follows now, and what each answer to the missing fact would change."""

from collections.abc import Sequence

from loopbaankrediet.credit.clarifications import ClarificationView
from loopbaankrediet.credit.models import ClarificationState
from loopbaankrediet.credit.proposals import Effect, Proposal
from loopbaankrediet.kernel.amounts import duration
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.templatetags.dutch import day

PROPOSES = {
    "grant": ("Toekennen", "ok"),
    "ask": ("Nog niet beslissen: er ontbreekt een gegeven", "warn"),
    "intend": ("Weigeren", "err"),
}
OUTCOMES = {"granted": ("Toekennen", "ok"), "refused": ("Voornemen om te weigeren", "err")}
ROUND_WORDS = {
    ClarificationState.ASKED: ("Wacht op antwoord", "info"),
    ClarificationState.ANSWERED: ("Beantwoord", "ok"),
    ClarificationState.LAPSED: ("Geen antwoord", "warn"),
    ClarificationState.WITHDRAWN: ("Ingetrokken", "info"),
}


def proposed(proposal: Proposal) -> Cell:
    text, pill = PROPOSES[proposal.verb]
    return Cell(text, pill=pill)


def effect_table(proposal: Proposal) -> Table | None:
    """None when nothing is missing."""
    if proposal.missing is None:
        return None
    rows: list[list[Cell | str]] = [[effect.answer, _outcome(effect)] for effect in proposal.missing.effects]
    return Table("Wat elk antwoord verandert", [Column("Als dit blijkt"), Column("Dan volgt")], rows)


def round_table(rounds: Sequence[ClarificationView]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(f"Vraag {each.round}", note=f"{day(each.asked_on)}, door {each.asked_by}"),
            each.question,
            Cell(_state(each)[0], pill=_state(each)[1], note=_when(each)),
            " ".join(text for text in (each.choice, each.text) if text) or "-",
        ]
        for each in rounds
    ]
    columns = [Column("Ronde"), Column("Vraag"), Column("Stand"), Column("Antwoord")]
    return Table("Vragen aan de aanvrager", columns, rows, "Er is nog niets gevraagd.")


def _outcome(effect: Effect) -> Cell:
    text, pill = OUTCOMES.get(effect.outcome, ("Nog niet te beslissen", "warn"))
    if effect.outcome != "granted":
        return Cell(text, pill=pill)
    return Cell(
        text, pill=pill, note=f"Meteen {duration(effect.minutes)}" if effect.minutes else "Aantal uren nog open"
    )


def _state(each: ClarificationView) -> tuple[str, str]:
    return ROUND_WORDS[ClarificationState(each.state)]


def _when(each: ClarificationView) -> str:
    reminded = f"Herinnerd op {' en '.join(map(day, each.reminded_on))}. " if each.reminded_on else ""
    if each.answered_on:
        return f"{reminded}Beantwoord op {day(each.answered_on)}"
    return f"{reminded}Antwoorden kan tot en met {day(each.answer_until)}"
