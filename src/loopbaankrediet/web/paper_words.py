"""What stands above and around a step plan or certificate, in words."""

from loopbaankrediet.guidance.paper_models import PaperKind
from loopbaankrediet.guidance.paper_queries import PaperLine, PaperView
from loopbaankrediet.guidance.queries import TrackView
from loopbaankrediet.kernel.amounts import duration
from loopbaankrediet.web.components import Cell, SummaryRow
from loopbaankrediet.web.templatetags.dutch import day

NO_EFFECT = (
    "Dit document heeft nog geen rechtsgevolg. Het geeft op zich nog geen recht op Vlaams opleidingsverlof, "
    "opleidingscheques of opleidingskrediet. Dat verandert pas als de wetten daarover veranderen."
)
"""Default 28: until the linked acts change (art. 41)."""


def certificate_rows(track: TrackView, paper: PaperView) -> list[SummaryRow]:
    """Who, with whom, when and how much: from the file, not typed."""
    agreement = track.agreement
    register = f", registernummer {agreement.register_number}" if agreement else ""
    rows = [
        SummaryRow("Voor", track.client),
        SummaryRow("Loopbaanbegeleider", f"{track.counsellor}{register}"),
        SummaryRow("Gemaakt op", day(paper.line.handed_in_on)),
    ]
    if paper.line.kind is PaperKind.CERTIFICATE:
        rows[2:2] = _given(track)
    return rows


def answer_words(line: PaperLine) -> Cell:
    """As a pill."""
    if line.agrees is None:
        return Cell("Wacht op antwoord", pill="warn")
    return Cell("Akkoord", pill="ok") if line.agrees else Cell("Niet akkoord, met nota", pill="info")


def _given(track: TrackView) -> list[SummaryRow]:
    talks = [talk for module in track.modules for talk in module.conversations if talk.struck_on is None]
    if not talks:
        return []
    days = sorted(talk.held_on for talk in talks)
    when = day(days[0]) if days[0] == days[-1] else f"van {day(days[0])} tot {day(days[-1])}"
    return [SummaryRow("Gesprekken", f"{duration(sum(talk.minutes for talk in talks))}, {when}")]
