"""A dispute about hours in words, the same for everybody who may read it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.models import DisputeCause
from loopbaankrediet.guidance.open_hours import DisputeView
from loopbaankrediet.guidance.states import DisputeState
from loopbaankrediet.web.components import Cell, SummaryRow
from loopbaankrediet.web.in_words import duration
from loopbaankrediet.web.remedy_words import RemedyBlock, case_number, remedy_block
from loopbaankrediet.web.templatetags.dutch import day

STATE_WORDS = {
    DisputeState.OPEN: Cell(gettext_noop("Wacht op antwoord"), pill="info"),
    DisputeState.ANSWERED: Cell(gettext_noop("Te beslissen"), pill="warn"),
    DisputeState.TO_RECOVER: Cell(gettext_noop("Terug te vorderen"), pill="err"),
    DisputeState.DECIDED: Cell(gettext_noop("Beslist"), pill="ok"),
}


@dataclass(frozen=True)
class Sides:
    """What the two parties are called for who reads."""

    client: str
    counsellor: str


FOR_ALL = Sides(gettext_noop("de klant"), gettext_noop("de begeleider"))
FOR_CITIZEN = Sides(gettext_noop("jou"), gettext_noop("je begeleider"))


def dispute_rows(dispute: DisputeView, sides: Sides = FOR_ALL) -> list[SummaryRow]:
    """What both said, what was paid meanwhile, and who decides by when."""
    return [*_claims(dispute, sides), *_waits(dispute, sides), *_decision(dispute)]


def dispute_remedies(dispute: DisputeView) -> RemedyBlock | None:
    """None while nothing is decided."""
    return remedy_block("dispute", dispute.module_id, dispute.decided_on) if dispute.decided_on else None


def said_by_citizen(dispute: DisputeView) -> str:
    """How long it was according to the citizen; that she said nothing, when she did not."""
    if dispute.given_minutes is None:
        return gettext("Geen antwoord op onze vraag")
    return duration(dispute.given_minutes)


def _claims(dispute: DisputeView, sides: Sides) -> Iterator[SummaryRow]:
    yield SummaryRow(gettext("Dossiernummer"), case_number("dispute", dispute.module_id))
    yield SummaryRow(
        (gettext("Genoteerd door %(counsellor)s") % {"counsellor": gettext(sides.counsellor)}),
        duration(dispute.reported_minutes),
    )
    yield SummaryRow((gettext("Volgens %(client)s") % {"client": gettext(sides.client)}), said_by_citizen(dispute))
    if dispute.why:
        yield SummaryRow((gettext("Waarom, volgens %(client)s") % {"client": gettext(sides.client)}), dispute.why)
    if dispute.answer:
        yield SummaryRow(
            (gettext("Antwoord van %(counsellor)s") % {"counsellor": gettext(sides.counsellor)}), dispute.answer
        )
    if dispute.cause != DisputeCause.AFTER_SILENCE or not dispute.is_decided:
        yield SummaryRow(gettext("Niet betwist"), _agreed(dispute))
    yield SummaryRow(gettext("Betwist"), duration(dispute.disputed_minutes))


def _agreed(dispute: DisputeView) -> str:
    """With why it can be less than she said."""
    said = duration(dispute.agreed_minutes)
    if dispute.given_minutes in (None, dispute.agreed_minutes):
        return said
    return gettext("%(said)s. Tijd telt per volle %(value)s minuten.") % {
        "said": said,
        "value": term("billing_step_minutes", on=dispute.opened_on),
    }


def _waits(dispute: DisputeView, sides: Sides) -> Iterator[SummaryRow]:
    yield SummaryRow(gettext("Betwist sinds"), day(dispute.opened_on))
    if dispute.is_decided:
        return
    if dispute.state == DisputeState.OPEN:
        yield SummaryRow(
            (gettext("%(capitalize)s antwoordt") % {"capitalize": capfirst(gettext(sides.counsellor))}),
            (gettext("ten laatste op %(answer_by)s") % {"answer_by": day(dispute.answer_by)}),
        )
    yield SummaryRow(
        gettext("Een medewerker beslist"),
        (gettext("ten laatste op %(decide_by)s") % {"decide_by": day(dispute.decide_by)}),
    )


def _decision(dispute: DisputeView) -> Iterator[SummaryRow]:
    if dispute.decided_on is None or dispute.decided_minutes is None:
        return
    yield SummaryRow(
        gettext("Beslist"),
        (
            gettext("op %(decided_on)s door %(decided_by)s")
            % {"decided_on": day(dispute.decided_on), "decided_by": dispute.decided_by}
        ),
    )
    yield SummaryRow(gettext("Zoveel tijd was het"), duration(dispute.decided_minutes))
    yield SummaryRow(gettext("Waarom"), dispute.reasons)
    if dispute.recover_minutes:
        yield SummaryRow(gettext("Wat al betaald was"), _recovered(dispute))


def _recovered(dispute: DisputeView) -> str:
    said = gettext("%(recover_minutes)s was al betaald, of onderweg. We vorderen dat terug.") % {
        "recover_minutes": duration(dispute.recover_minutes)
    }
    return (
        (gettext("%(said)s Daarna komen de uren terug.") % {"said": said})
        if dispute.state == DisputeState.TO_RECOVER
        else said
    )
