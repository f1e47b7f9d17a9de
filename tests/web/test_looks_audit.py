"""The log of the database beside the journal: nobody's data leaves for a page without a line that says who looked.

The server logs every statement for a while; each names its request. Every page of officers and counsellors is opened.
"""

import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import kill
from time import sleep
from typing import Any
from uuid import UUID

import pytest
from django.utils.html import escape

from loopbaankrediet.journal.models import Entry
from loopbaankrediet.people.models import Person
from loopbaankrediet.platform.postgres import Server
from loopbaankrediet.processing.columns import tables
from loopbaankrediet.web import looking
from tests.web.every_page import World, address, every_page, reader
from tests.web.visitor import Visitor, story_of_today

LINE = r"\n\d{4}-\d\d-\d\d "
STATEMENT = re.compile(
    rf"\[request ([0-9a-f-]{{36}})\] LOG:  (?:statement|execute [^:\n]*): ((?:(?!{LINE}).)*)", re.DOTALL
)
PERSONAL = {
    (table.name.split(".")[-1], column) for table in tables().values() for column in (*table.direct, *table.linked)
}
NOT_HERE = {"officer:refund_share"}
"""Only where the platform collects the own share; its look is tested with that scenario."""


@contextmanager
def log_of_everything() -> Iterator[Callable[[], str]]:
    """The server's log of every statement from here on; afterwards it logs as before."""
    server = Server()
    file, postmaster = server.data / "postgresql.auto.conf", server.data / "postmaster.pid"
    before, pid = file.read_text(), int(postmaster.read_text().split()[0])

    def tell(text: str) -> None:
        file.write_text(text)
        kill(pid, signal.SIGHUP)
        sleep(0.5)

    tell(f"{before}\nlog_statement = 'all'\nlog_line_prefix = '%m [%a] '\n")
    start = server.log.stat().st_size

    def so_far() -> str:
        return server.log.read_bytes()[start:].decode()

    try:
        yield so_far
    finally:
        tell(before)


def reads_of_people(log: str) -> dict[UUID, set[str]]:
    """By request the statements that read a personal column."""
    found: dict[UUID, set[str]] = {}
    for request, statement in STATEMENT.findall(log):
        if statement.lstrip("( ").upper().startswith(("SELECT", "WITH")) and is_personal(statement):
            found.setdefault(UUID(request), set()).add(statement[:300])
    return found


def is_personal(statement: str) -> bool:
    words = set(re.findall(r"\w+", statement))
    return any(table in words and column in words for table, column in PERSONAL)


def unexplained(log: str) -> dict[UUID, set[str]]:
    """Reads of people by a request that left no line in the journal."""
    reads = reads_of_people(log)
    told = set(Entry.objects.filter(request_id__in=reads).values_list("request_id", flat=True))
    return {request: statements for request, statements in reads.items() if request not in told}


def opened(world: World) -> Iterator[tuple[str, Any, set[UUID | None]]]:
    """Every page that a GET opens, with the people of whom it told the journal."""
    visitors: dict[str, Visitor] = {}
    for name, pattern in every_page():
        who = reader(pattern)
        visitor = visitors.setdefault(who, Visitor(who))
        visitor.client.raise_request_exception = False
        before = Entry.objects.latest("id").id
        answer = visitor.client.get(address(name, pattern, world.of))
        if answer.status_code != 405 and name not in NOT_HERE:
            seen = Entry.objects.filter(id__gt=before, kind="look", person_id__isnull=False)
            yield name, answer, set(seen.values_list("person_id", flat=True))


def named_in(html: str) -> set[UUID]:
    """The citizens whose name stands on a page."""
    people = Person.objects.filter(id__in=Entry.objects.filter(verb="submit_application").values("person_id"))
    return {one.id for one in people.order_by("id") if escape(one.full_name) in html}


def test_every_read_of_people_has_its_line_in_the_journal_and_every_name_its_own(committed_database: str) -> None:
    world = World(story_of_today())
    pages: dict[str, set[int]] = {}
    unnoted: list[tuple[str, UUID]] = []
    with log_of_everything() as log:
        for prepare in (None, world.report_and_dispute, world.ask):
            if prepare:
                prepare()
            for name, answer, seen in opened(world):
                pages.setdefault(name, set()).add(answer.status_code)
                unnoted += [(name, person) for person in named_in(answer.content.decode(errors="replace")) - seen]
        assert unexplained(log()) == {}
        assert len(reads_of_people(log())) > len(pages)
    assert sorted({name for name, _ in unnoted}) == []
    assert [name for name, codes in pages.items() if not codes & {200, 302}] == []


def test_the_proof_fails_for_a_page_that_keeps_its_look_to_itself(
    committed_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    story = story_of_today()
    bart, omar = story.apply("bart"), Visitor("omar")
    with log_of_everything() as log:
        omar.page(f"/medewerker/aanvragen/{bart.id}/")
        assert unexplained(log()) == {}
        monkeypatch.setattr(looking, "record_looks", lambda *args, **kwargs: None)
        omar.page(f"/medewerker/aanvragen/{bart.id}/")
        assert len(unexplained(log())) == 1
