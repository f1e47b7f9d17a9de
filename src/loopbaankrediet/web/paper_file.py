"""A report, a step plan, a certificate or the agreement as one file that opens anywhere: plain HTML, no style."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.template.loader import render_to_string

from loopbaankrediet.guidance.module_texts import ReportHistory, VersionView
from loopbaankrediet.guidance.paper_queries import PaperView
from loopbaankrediet.guidance.queries import AgreementView, ModuleView, TrackView
from loopbaankrediet.web.citizen.presenters.agreement import Clause
from loopbaankrediet.web.components import SummaryRow
from loopbaankrediet.web.paper_words import NO_EFFECT, certificate_rows
from loopbaankrediet.web.templatetags.dutch import day


@dataclass(frozen=True)
class Section:
    """A heading with its paragraphs, or with its lines as a list."""

    title: str
    paragraphs: Sequence[str]
    is_list: bool = False


def paper_download(track: TrackView, paper: PaperView) -> HttpResponse:
    sections = [Section(label, lines, is_list=len(lines) > 1) for label, lines in paper.fields]
    if paper.answered_on:
        said = f"{track.client} {'ging akkoord' if paper.line.agrees else 'ging niet akkoord'}"
        sections.append(Section(f"{said} op {day(paper.answered_on)}", [paper.note] if paper.note else []))
    name = f"{paper.line.kind}-versie-{paper.line.number}"
    return _file(name, paper.line.title, certificate_rows(track, paper), sections, mark=NO_EFFECT)


def report_download(track: TrackView, module: ModuleView, history: ReportHistory) -> HttpResponse:
    """Every version with the note about it, the latest first, and what was asked to mend."""
    sections = [section for version in history.versions for section in _version(version, track.client)]
    for asked in history.corrections:
        sections.append(Section(f"{track.client} vroeg een verbetering op {day(asked.asked_on)}", [asked.text]))
        if asked.replied_on:
            sections.append(Section(f"{track.counsellor} antwoordde op {day(asked.replied_on)}", [asked.reply]))
    rows = [SummaryRow("Voor", track.client), SummaryRow("Loopbaanbegeleider", track.counsellor)]
    return _file(f"verslag-module-{module.number}", f"Verslag van module {module.number}", rows, sections)


def agreement_download(track: TrackView, agreement: AgreementView, said: Iterable[Clause]) -> HttpResponse:
    sections = [Section(clause.title, clause.sentences, is_list=True) for clause in said]
    signed = [f"{track.counsellor} tekende op {day(agreement.proposed_on)}."]
    if agreement.signed_on:
        signed.append(f"{track.client} tekende op {day(agreement.signed_on)}.")
    sections.append(Section("Handtekeningen", signed, is_list=True))
    return _file("overeenkomst", f"Overeenkomst met {track.counsellor}", [], sections)


def _version(version: VersionView, client: str) -> list[Section]:
    found = [Section(f"Versie {version.number}, van {day(version.handed_in_on)}", [version.text])]
    if version.noted_on:
        found.append(Section(f"{client} is het hier niet mee eens ({day(version.noted_on)})", [version.note]))
    return found


def _file(
    name: str, title: str, rows: Sequence[SummaryRow], sections: Sequence[Section], *, mark: str = ""
) -> HttpResponse:
    context = {"title": title, "rows": rows, "sections": sections, "mark": mark}
    headers = {"Content-Disposition": f'attachment; filename="{name}.html"'}
    text = render_to_string("web/paper_file.html", context)
    return HttpResponse(text, content_type="text/html; charset=utf-8", headers=headers)
