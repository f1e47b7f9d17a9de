"""Showing papers: their words, and their bytes in an answer that no browser runs anything of."""

from collections.abc import Iterable, Mapping
from functools import wraps
from typing import Any, ParamSpec, cast
from uuid import UUID

from csp.decorators import csp_replace
from django.http import HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header

from loopbaankrediet.uploads.models import UploadState
from loopbaankrediet.uploads.queries import UploadView, content_of, has_scanner
from loopbaankrediet.web.access import View
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.templatetags.dutch import day

P = ParamSpec("P")
STATES = {
    UploadState.UNSCANNED: ("Niet gescand", "warn"),
    UploadState.CLEAN: ("Gescand, geen virus", "ok"),
    UploadState.INFECTED: ("Virus gevonden: weggedaan", "err"),
    UploadState.WITHDRAWN: ("Weggenomen", "info"),
}
POLICY = {"default-src": ["'none'"], "sandbox": True, "frame-ancestors": ["'none'"]}


def only_to_look_at(view: View[P]) -> View[P]:
    """The answer may load nothing, run nothing, and counts as of no site at all."""
    shielded = cast(View[P], csp_replace(POLICY)(cast(Any, view)))
    return wraps(view)(shielded)


def paper_response(paper: UploadView) -> HttpResponseBase:
    """A picture to look at, a PDF to download. As `content_of`; stands in a view with `only_to_look_at`.

    Read inside the request: after it the database shows this viewer nothing any more.
    """
    answer = HttpResponse(b"".join(content_of(paper.id)), content_type=paper.content_type)
    answer["Content-Disposition"] = content_disposition_header(not paper.is_picture, paper.name) or "attachment"
    answer["Content-Length"] = str(paper.size)
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer


def state_of(paper: UploadView) -> tuple[str, str]:
    """In words, with the colour of a pill; who waits for a scanner that is set up waits only some minutes."""
    if paper.state is UploadState.UNSCANNED and has_scanner():
        return ("Wordt nagekeken op virussen", "info")
    return STATES[paper.state]


def size_of(paper: UploadView) -> str:
    """'1,2 MB', '340 kB'."""
    if paper.size >= 1_000_000:
        return f"{paper.size / 1_000_000:.1f} MB".replace(".", ",")
    return f"{max(1, paper.size // 1000)} kB"


def papers_table(papers: Iterable[UploadView], caption: str, addresses: Mapping[UUID, str]) -> Table:
    """`addresses`: by id, the page of each."""
    rows: list[list[Cell | str]] = [
        [
            Cell(paper.name, addresses[paper.id], note=f"{paper.kind.label}, {size_of(paper)}"),
            day(paper.received_on),
            Cell(state_of(paper)[0], pill=state_of(paper)[1]),
        ]
        for paper in papers
    ]
    return Table(caption, [Column("Bestand"), Column("Gekregen op"), Column("Virussen")], rows)
