"""The log of the database beside the journal: nobody's data leaves for a page without a line that says who looked.

The server logs every statement for a while; each names its request. Every page of officers and counsellors is opened,
and sent empty, which shows it again; so is the last page before every risky act. A helper opens all of a citizen.
"""

import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from os import kill
from time import sleep
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils.html import escape

from loopbaankrediet.journal.models import Entry
from loopbaankrediet.people.mandates.scopes import TO_TICK
from loopbaankrediet.people.models import Person
from loopbaankrediet.platform.legal_clock import current_clock, move_to
from loopbaankrediet.platform.postgres import Server
from loopbaankrediet.processing.columns import tables
from loopbaankrediet.web import looking
from loopbaankrediet.web.looking import MISTAKES, NO_SUCH_METHOD
from loopbaankrediet.web.sign_in import STEPPED_UP
from tests.everything import Everything, everything
from tests.people.mandating import helped
from tests.web.every_page import every_page
from tests.web.visitor import Visitor, story_of_today
from tests.web.visitor_session import signed_in, signed_in_as

LINE = r"\n\d{4}-\d\d-\d\d "
STATEMENT = re.compile(
    rf"\[request ([0-9a-f-]{{36}})\] LOG:  (?:statement|execute [^:\n]*): ((?:(?!{LINE}).)*)", re.DOTALL
)
PERSONAL = {
    (table.name.split(".")[-1], column) for table in tables().values() for column in (*table.direct, *table.linked)
}
BROKEN = 500
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


def opened(known: Everything) -> Iterator[tuple[str, Any, set[UUID | None]]]:
    """Every page that a GET opens, with the people of whom it told the journal."""
    visitors: dict[str, Visitor] = {}
    for page in every_page():
        visitor = visitors.setdefault(page.reader, Visitor(page.reader))
        visitor.client.raise_request_exception = False
        before = Entry.objects.latest("id").id
        answer = visitor.client.get(known.opens(page.address))
        if answer.status_code != NO_SUCH_METHOD and page.name not in NOT_HERE:
            seen = Entry.objects.filter(id__gt=before, kind="look", person_id__isnull=False)
            yield page.name, answer, set(seen.values_list("person_id", flat=True))


def sent_empty(known: Everything) -> Iterator[tuple[str, int]]:
    """Every page that takes a form, which comes back with what it showed."""
    visitors: dict[str, Visitor] = {}
    for page in every_page():
        visitor = visitors.setdefault(page.reader, Visitor(page.reader))
        visitor.client.raise_request_exception = False
        yield page.name, visitor.client.post(known.opens(page.address)).status_code


def confirmed_once_more(known: Everything) -> Iterator[tuple[str, Any, set[UUID | None]]]:
    """The page with the last button of every risky form, as it stands after the proof."""
    for page in every_page():
        if page.risk:
            client = signed_in(page.reader, stepped_up=False)
            client.raise_request_exception = False
            answer = client.post(known.opens(page.address), {"act_key": str(uuid4())})
            prove(client)
            before = Entry.objects.latest("id").id
            shown = client.get(answer["Location"])
            seen = Entry.objects.filter(id__gt=before, kind="look", person_id__isnull=False)
            yield f"before {page.name}", shown, set(seen.values_list("person_id", flat=True))


def prove(client: Client) -> None:
    """As after the way back from the provider."""
    session = client.session
    session[STEPPED_UP] = int(current_clock().now().timestamp())
    session.save()


def seen_by_a_helper(known: Everything) -> Iterator[tuple[str, int]]:
    """Every page of An, as Mia opens it for her."""
    _, mia = helped(known.story, *TO_TICK)
    client = signed_in_as(mia)
    client.raise_request_exception = False
    for page in every_page("citizen"):
        yield page.name, client.get(known.opens(page.address)).status_code


def named_in(html: str) -> set[UUID]:
    """The citizens whose name stands on a page."""
    people = Person.objects.filter(id__in=Entry.objects.filter(verb="submit_application").values("person_id"))
    return {one.id for one in people.order_by("id") if escape(one.full_name) in html}


def test_every_read_of_people_has_its_line_in_the_journal_and_every_name_its_own(committed_database: str) -> None:
    story = story_of_today()
    known = everything(story)
    move_to(story.clock.today())
    with log_of_everything() as log:
        pages = [*opened(known), *confirmed_once_more(known)]
        forms, helping = dict(sent_empty(known)), dict(seen_by_a_helper(known))
        assert unexplained(log()) == {}
        assert len(reads_of_people(log())) > len(pages) / 2
    assert [status for status in (forms | helping).values() if status >= BROKEN] == []
    assert list(forms.values()).count(MISTAKES) > 40
    assert list(helping.values()).count(200) > 15
    named = {name: named_in(answer.content.decode(errors="replace")) - seen for name, answer, seen in pages}
    assert {name: people for name, people in named.items() if people} == {}
    assert [name for name, answer, _ in pages if answer.status_code not in (200, 302)] == []


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
