"""Server time and queries of every page at full size: `python -m benchmarks.world --folder FOLDER --pages`.

A page is opened by the counsellor with the most files, by one of his clients, or by an officer; ids are of copies.
"""

import re
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver
from tests.web.every_page import NOT_PAGES, READERS
from tests.web.visitor_session import signed_in, signed_in_as

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.web.access import MARK
from loopbaankrediet.web.checks import views_in

ROUNDS = 3
MOST_MILLISECONDS, MOST_QUERIES, MOST_SEARCH_MILLISECONDS = 60, 12, 50
PART = re.compile(r"<(?:\w+:)?(\w+)>")
SEARCHES = (
    "?zoek=stress+burn-out",
    "?zoek=loopbaan+begeleiding&waar=Mechelen",
    "?zoek=loopbaanbegeleiding",
    "?zoek=waarderend+intervieuw",
    "?waar=3000&afstand=20&toegang=wheelchair&taal=fr&vrij=4",
    "?waar=Gent&methodiek=Loopbaanankers&groep=older&pagina=2",
    "?zoek=timboektoe&taal=uk&provincie=limburg",
)
EXAMPLES = {
    "application_id": "SELECT id FROM credit_application WHERE person_id = %(citizen)s",
    "batch_id": "SELECT batch_id FROM payments_paymentitem JOIN payments_claim AS claim ON claim.id = claim_id "
    "WHERE counsellor_id = %(counsellor)s AND payments_paymentitem.state = 'settled' LIMIT 1",
    "conversation_id": "SELECT conversation.id FROM guidance_conversation AS conversation JOIN guidance_guidancemodule "
    "AS module ON module.id = module_id WHERE track_id = %(track)s AND module.state = 'started' LIMIT 1",
    "module_id": "SELECT id FROM guidance_guidancemodule WHERE track_id = %(track)s ORDER BY number LIMIT 1",
    "notice_id": "SELECT id FROM guidance_notice LIMIT 1",
    "line_id": "SELECT id FROM journal_entry WHERE person_id = %(citizen)s ORDER BY id DESC LIMIT 1",
    "track_id": "SELECT %(track)s::uuid",
    "counsellor_id": "SELECT %(counsellor)s::uuid",
    "number": "SELECT 1",
    "year": "SELECT 2027",
    "act_key": "SELECT act_key FROM journal_entry WHERE person_id = %(citizen)s AND verb = 'confirm_module' LIMIT 1",
    "code": "SELECT 'wallet:' || wallet_id FROM guidance_track WHERE id = %(track)s",
}
DISPUTED = (
    "SELECT module_id FROM guidance_dispute JOIN guidance_guidancemodule AS module ON module.id = module_id JOIN "
)
DISPUTED += "guidance_track AS track ON track.id = track_id WHERE track.counsellor_id = %(counsellor)s LIMIT 1"
CLIENT = """
WITH busy AS (SELECT counsellor_id, count(*) AS files FROM guidance_track GROUP BY counsellor_id)
SELECT track.counsellor_id, track.id, track.person_id FROM guidance_track AS track JOIN busy USING (counsellor_id)
  JOIN credit_application AS application ON application.person_id = track.person_id
  JOIN guidance_guidancemodule AS module ON module.track_id = track.id AND module.state = 'confirmed'
 WHERE track.state = 'running' AND length(application.facts_sealed) > 0
 ORDER BY files DESC, track.id LIMIT 1
"""


@dataclass(frozen=True)
class Measured:
    """`slow`: milliseconds or queries above the target."""

    address: str
    reader: str
    milliseconds: float
    queries: int
    kilobytes: float

    @property
    def place(self) -> str:
        """The address without a search."""
        return self.address.partition("?")[0]

    @property
    def slow(self) -> bool:
        most = MOST_SEARCH_MILLISECONDS if "?" in self.address else MOST_MILLISECONDS
        return self.milliseconds > most or self.queries > MOST_QUERIES


def measure_pages() -> int:
    """0 when every page keeps to the targets; a table on standard output, and what could not be measured."""
    slow, without = 0, []
    sys.stdout.write("| address | opened by | ms | queries | kB |\n|---|---|---:|---:|---:|\n")
    for one in open_each(ROUNDS):
        if isinstance(one, str):
            without.append(one)
            continue
        slow += one.slow
        numbers = f"{one.milliseconds:.0f}{' **' if one.slow else ''} | {one.queries} | {one.kilobytes:.0f}"
        sys.stdout.write(f"| `{one.address}` | {one.reader or 'visitor'} | {numbers} |\n")
        sys.stdout.flush()
    sys.stdout.write(f"\nnot measured: {', '.join(without)}\n")
    return min(slow, 1)


def open_each(rounds: int) -> Iterator[Measured | str]:
    """Every page with an example in this world, opened once and then so many rounds; the others by their address."""
    known = _known()
    clients: dict[str, Client] = {}
    for audience, address, example in _addresses(known):
        reader = "" if audience == "public" else audience
        if reader not in clients:
            clients[reader] = _client(reader, known)
        one = _measured(clients[reader], address, example, reader, rounds)
        if one is not None:
            yield one


def _known() -> dict[str, Any]:
    counsellor, track, citizen = _one(CLIENT, [])
    values = {"counsellor": counsellor, "track": track, "citizen": citizen}
    return values | {part: (_one(query, values) or [None])[0] for part, query in EXAMPLES.items()}


def _one(query: str, values: Any) -> Any:
    with connections["owner"].cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchone()


def _addresses(known: dict[str, Any]) -> list[tuple[str, str, str]]:
    found = []
    for where, pattern in views_in(get_resolver().url_patterns):
        audience = getattr(pattern.callback, MARK).split()[0]
        if not where.startswith(NOT_PAGES):
            values = dict(known)
            if "betwisting" in where:
                values["module_id"] = (_one(DISPUTED, known) or [None])[0]
            parts = PART.findall(where)
            missing = [part for part in parts if values.get(part) is None]
            example = "" if missing else _filled(f"/{where}", values)
            found.append((audience, f"/{where}", example))
    found += [("public", f"/register/{search}", f"/register/{search}") for search in SEARCHES]
    return found


def _filled(address: str, values: dict[str, Any]) -> str:
    return PART.sub(lambda part: str(values[part.group(1)]), address)


def _client(reader: str, known: dict[str, Any]) -> Client:
    client = Client(headers={"host": "localhost"}, raise_request_exception=False)
    if reader.startswith("counsellor"):
        person = Counsellor.objects.get(id=known["counsellor"]).person_id
        return signed_in_as(Actor(Capacity.COUNSELLOR, person, counsellor_id=known["counsellor"]), client=client)
    if reader.startswith("citizen"):
        return signed_in_as(Actor(Capacity.CITIZEN, UUID(str(known["citizen"]))), client=client)
    return signed_in(READERS[reader], client=client) if reader else client


def _measured(client: Client, address: str, example: str, reader: str, rounds: int) -> Measured | str | None:
    """None for an address that no GET opens."""
    if not example:
        return address
    with CaptureQueriesContext(connection) as queries:
        response = client.get(example)
    asked = len(queries)
    if response.status_code in (302, 405):
        return None
    if response.status_code != 200:
        return f"{address} ({response.status_code})"
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        client.get(example)
        times.append((time.perf_counter() - start) * 1000)
    size = len(response.getvalue() if response.streaming else response.content)
    return Measured(address, reader, statistics.median(times or [0]), asked, size / 1000)
