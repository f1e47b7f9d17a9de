"""Markers planted through stories and every kind of failure, then looked for in all that was written outside the rooms.

Whoever reads logs, jobs, sessions, error pages or file names learns nothing about anybody. The control shows that the
search finds what does stand somewhere.
"""

import io
import logging
import logging.config
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, connections, transaction
from django.test import Client
from procrastinate import exceptions
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from loopbaankrediet.cli import main
from loopbaankrediet.guidance.actions.modules import hand_in_report
from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.actions import know_person
from loopbaankrediet.platform.addresses import server_folder, uses_own_server
from loopbaankrediet.platform.places import var_folder
from tests.story import Story
from tests.web.visitor import Visitor, story_of_today

NAME, FAMILY = "Zwaantje-Ysolde", "D'Quibellengh"
NUMBER = "86660808897"
TEXT = "Mijn knie doet pijn sinds de scheiding zonderlingwoord"
MARKERS = {
    "given name": NAME,
    "family name": "Quibellengh",
    "free text": "zonderlingwoord",
    "e-mail": "zwaluwnest@quibellengh.example",
    "phone": "0499 98 76 54",
    "account": "BE68539007547034",
    "national number": NUMBER,
    "code": "QZQZ-7WW7",
}


class Written:
    """Everything that the platform wrote while this test ran."""

    def __init__(self) -> None:
        self.log = io.StringIO()
        self.pages: list[str] = []
        path = server_folder() / "log"
        self._server_log, self._start = path, path.stat().st_size if path.exists() else 0

    def places(self) -> dict[str, str]:
        found = {"logs": self.log.getvalue(), "error pages": "\n".join(self.pages)}
        for table in ("procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers"):
            found[table] = "\n".join(row[0] for row in _rows(f"SELECT t::text FROM {table} AS t"))
        found["sessions"] = "\n".join(str(row.get_decoded()) for row in Session.objects.all().order_by("session_key"))
        found["act keys and limits"] = "\n".join(row[0] for row in _rows("SELECT t::text FROM platform_limituse AS t"))
        found["names of files"] = "\n".join(str(path) for path in var_folder().rglob("*"))
        seals = var_folder() / "seals"
        found["roots"] = "\n".join(path.read_text() for path in seals.glob("*.jsonl")) if seals.exists() else ""
        if uses_own_server():
            found["log of PostgreSQL"] = self._server_log.read_bytes()[self._start :].decode(errors="replace")
        return found

    def holding(self, marker: str) -> list[str]:
        return [place for place, text in self.places().items() if marker.lower() in text.lower()]


def _rows(question: str) -> list[Any]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(question)
        return list(cursor.fetchall())


@pytest.fixture
def written(committed_database: str) -> Iterator[Written]:
    """Logging as the platform sets it up, with its own formatter, kept here instead of on the screen."""
    found = Written()
    kept = logging.StreamHandler(found.log)
    kept.setFormatter(logging.config.DictConfigurator(settings.LOGGING).configure_formatter(_plain()))
    root = logging.getLogger()
    root.addHandler(kept)
    yield found
    root.removeHandler(kept)


def _plain() -> dict[str, Any]:
    return dict(cast("dict[str, Any]", settings.LOGGING["formatters"])["plain"])


@pytest.fixture
def story(written: Written) -> Story:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    return story_of_today()


def as_owner(statement: str) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement)


def visitor(name: str) -> Visitor:
    """With the error page that a visitor gets, instead of the error itself."""
    found = Visitor(name)
    found.client.raise_request_exception = False
    return found


def fail_on_pages(written: Written) -> None:
    """Refused forms, addresses of nothing, a foreign host, and a page that breaks while it holds what was typed."""
    rita, dirk = visitor("rita"), visitor("dirk")
    typed = {
        "given_name": NAME,
        "family_name": FAMILY,
        "national_number": "86.66.08-088.98",
        "email": MARKERS["e-mail"],
        "phone": MARKERS["phone"],
        "iban": MARKERS["account"],
    }
    form = rita.filled("/medewerker/register/nieuw/?proefpersoon=noor") | typed
    rita.client.post("/medewerker/register/nieuw/", form)
    dirk.client.post("/begeleider/code/", {"act_key": "x", "code": MARKERS["code"]})
    strange = Client(raise_request_exception=False)
    for answer in (
        strange.get(f"/mijn/{NAME}/{FAMILY}/?q={TEXT}"),
        strange.get("/", headers={"host": f"{NAME}.example"}),
        strange.get("/", headers={"x-forwarded-for": MARKERS["code"], "user-agent": TEXT}),
    ):
        if answer.status_code >= 400:
            written.pages.append(answer.content.decode())
    as_owner("ALTER TABLE people_person RENAME COLUMN known_since TO gone")
    answer = rita.client.post("/medewerker/register/nieuw/", rita_form(typed))
    assert answer.status_code == 500
    written.pages.append(answer.content.decode())
    as_owner("ALTER TABLE people_person RENAME COLUMN gone TO known_since")


def rita_form(typed: dict[str, Any]) -> dict[str, Any]:
    more = {"act_key": "5b8f7f36-0000-4000-8000-000000000001", "modes": ["online"], "methods": TEXT}
    return typed | more | {"municipality": "Gent", "legal_form": "natural_person"}


def fail_in_the_database() -> None:
    """Values in messages of PostgreSQL itself, not only in its details."""
    for statement, value in (
        ("SELECT %s::uuid", TEXT),
        ("SELECT %s::date", NAME),
        ("INSERT INTO people_person (id, given_name, family_name) VALUES (gen_random_uuid(), %s, 'x')", NAME),
    ):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, [value])
        except DatabaseError as error:
            logging.getLogger("loopbaankrediet.proef").exception("mislukt: %s", error)
            logging.getLogger("loopbaankrediet.proef").error(error)


def fail_in_the_background() -> None:
    """A worker on a broken table and on files that quote people."""
    for folder, text in ((settings.BANK_INBOX, f"<Document>{FAMILY} {MARKERS['account']}</Document>"),):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "CAMT-1.xml").write_text(text)
    (settings.VOUCHER_INBOX).mkdir(parents=True, exist_ok=True)
    (settings.VOUCHER_INBOX / "vouchers-1.csv").write_text(f"national_number;wie\n{NUMBER};{FAMILY}\n")
    for name in ("payments.collect_answers", "vouchers.collect_files", "flows.follow_silence"):
        app.configure_task(name).defer(timestamp=1)
    as_owner("ALTER TABLE guidance_guidancemodule RENAME COLUMN next_step_on TO gone")
    connector = cast("DjangoConnector", app.connector).get_worker_connector()
    with app.replace_connector(connector) as worker:
        try:
            worker.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
        except exceptions.ProcrastinateException:
            logging.getLogger("loopbaankrediet.proef").exception("worker")
    as_owner("ALTER TABLE guidance_guidancemodule RENAME COLUMN gone TO next_step_on")


def live(story: Story) -> None:
    """A marked person, and a marked report in a whole story."""
    number = NationalNumber.parse(NUMBER, allow_test=True)
    know_person(number=number, given_name=NAME, family_name=FAMILY, clock=story.clock)
    story.apply("an")
    track = story.sign("an", "dirk")
    module = story.module(track)
    story.talk("dirk", module.id)
    hand_in_report(module_id=module.id, text=TEXT, **story.act("dirk"))
    story.confirm("an", module.id)


def test_nothing_personal_is_written_where_it_does_not_belong(
    story: Story, written: Written, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    live(story)
    fail_on_pages(written)
    fail_in_the_database()
    fail_in_the_background()
    broken = tmp_path / "cheques.csv"
    broken.write_text(f"national_number;wie\n{NUMBER};{FAMILY}\n")
    assert main(["vouchers", "import", os.fspath(broken)]) == 1
    written.pages.append(capsys.readouterr().err)
    assert "mislukt" in written.log.getvalue()
    assert "Traceback" in written.log.getvalue()
    assert {name: written.holding(marker) for name, marker in MARKERS.items() if written.holding(marker)} == {}


def test_the_search_finds_what_does_stand_somewhere(story: Story, written: Written) -> None:
    """The control: each place, with a marker laid there on purpose."""
    logging.getLogger("loopbaankrediet.proef").error("een regel met %s", NAME)
    written.pages.append(NAME)
    app.configure_task("flows.follow_silence").defer(timestamp=NAME)
    (var_folder() / NAME).touch()
    session = Client().session
    session["typed"] = NAME
    session.save()
    as_owner(f"DO $$ BEGIN RAISE LOG '{NAME}'; END $$")
    found = set(written.holding(NAME))
    (var_folder() / NAME).unlink()
    expected = {"logs", "error pages", "procrastinate_jobs", "names of files", "sessions"}
    assert expected | ({"log of PostgreSQL"} if uses_own_server() else set()) <= found
