"""What stands above and around a step plan or certificate, in words."""

from django.utils.translation import gettext, gettext_noop

from loopbaankrediet.guidance.paper_models import PaperKind
from loopbaankrediet.guidance.paper_queries import PaperLine, PaperView
from loopbaankrediet.guidance.queries import TrackView
from loopbaankrediet.web.components import Cell, SummaryRow
from loopbaankrediet.web.in_words import duration
from loopbaankrediet.web.templatetags.dutch import day

NO_EFFECT = gettext_noop(
    "Dit document heeft nog geen rechtsgevolg. Het geeft op zich nog geen recht op Vlaams opleidingsverlof, "
    "opleidingscheques of opleidingskrediet. Dat verandert pas als de wetten daarover veranderen."
)
"""Default 28: until the linked acts change (art. 41)."""


def certificate_rows(track: TrackView, paper: PaperView) -> list[SummaryRow]:
    """Who, with whom, when and how much: from the file, not typed."""
    agreement = track.agreement
    register = (
        (gettext(", registernummer %(register_number)s") % {"register_number": agreement.register_number})
        if agreement
        else ""
    )
    rows = [
        SummaryRow(gettext("Voor"), track.client),
        SummaryRow(gettext("Loopbaanbegeleider"), f"{track.counsellor}{register}"),
        SummaryRow(gettext("Gemaakt op"), day(paper.line.handed_in_on)),
    ]
    if paper.line.kind is PaperKind.CERTIFICATE:
        rows[2:2] = _given(track)
    return rows


def answer_words(line: PaperLine) -> Cell:
    """As a pill."""
    if line.agrees is None:
        return Cell(gettext("Wacht op antwoord"), pill="warn")
    return Cell(gettext("Akkoord"), pill="ok") if line.agrees else Cell(gettext("Niet akkoord, met nota"), pill="info")


def _given(track: TrackView) -> list[SummaryRow]:
    talks = [talk for module in track.modules for talk in module.conversations if talk.struck_on is None]
    if not talks:
        return []
    days = sorted(talk.held_on for talk in talks)
    when = (
        day(days[0])
        if days[0] == days[-1]
        else (gettext("van %(value)s tot %(value_2)s") % {"value": day(days[0]), "value_2": day(days[-1])})
    )
    return [SummaryRow(gettext("Gesprekken"), f"{duration(sum(talk.minutes for talk in talks))}, {when}")]
