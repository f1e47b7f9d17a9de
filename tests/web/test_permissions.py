"""Every role at every address gets what the table of permissions says: what a role may not open, it cannot open."""

from collections.abc import Iterator
from datetime import date, timedelta
from http.cookies import SimpleCookie
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from loopbaankrediet.budget.models import Draw
from loopbaankrediet.demo.personas import PERSONAS
from loopbaankrediet.kernel.actors import Actor, Capacity, Role
from loopbaankrediet.platform.legal_clock import move_to
from loopbaankrediet.web.access import REGISTERED
from loopbaankrediet.web.permissions import ROLES, UNREGISTERED, VISITOR, Cell, Row, rows
from tests.draws import SEED, announce
from tests.everything import Everything, everything
from tests.story import Story
from tests.web.sign_in.conftest import acm
from tests.web.visitor import Visitor, story_of_today
from tests.web.visitor_session import signed_in_as

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1", "::1"]), pytest.mark.usefixtures("acm")]
__all__ = ["acm"]
SECTIONS = ("mijn", "begeleider", "medewerker", "")
PEOPLE = {Capacity.CITIZEN.value: "an", REGISTERED: "dirk", UNREGISTERED: "noor"}
OTHERS = {Capacity.CITIZEN.value: "fatima", REGISTERED: "els"}
OWNERS = {"/mijn/loopbaancheques/<": "hanne", "/mijn/vraag/": "bart"}
"""Whose examples these are; all others are of An."""
FORMS = {"/demo/": {"persona": "an", "act_key": str(uuid4())}}
OPENED = (200, 302, 400, 409, 410, 422)
NOT_THERE, OTHER_METHOD = "bestaat niet", "alleen de andere weg"
RARE = {
    "/medewerker/betalingen/eigen-bijdrage/module/<uuid:module_id>/": NOT_THERE,
    "/medewerker/inzage/mijn/<uuid:question_id>/": NOT_THERE,
    "/mijn/begeleiding/<uuid:track_id>/verder/": NOT_THERE,
    "/aanmelden/terug/": Cell.REFUSED,
    "/mijn/beslissing/<uuid:application_id>/verwittig/": NOT_THERE,
    "/mijn/niet-akkoord/intrekking/<uuid:revocation_id>/": NOT_THERE,
    "/begeleider/registratie/<uuid:case_id>/brief/": NOT_THERE,
    "/begeleider/ondernemingen/<uuid:organisation_id>/": NOT_THERE,
}
"""What these give to who may open them: only while the platform collects own shares, only for the officer who
looked, only while her counsellor leaves, only on the way back from the provider, only who does not qualify yet,
only once credit was taken back, only once her registration was decided, and only who has a part in the enterprise."""


def section_of(row: Row) -> str:
    first = row.address.split("/")[1]
    return first if first in SECTIONS else ""


def as_officer(role: str, story: Story) -> Client:
    """A persona with this role; while there is none, Quinten with nothing but this role."""
    wanted = Role(role.removeprefix("officer:"))
    keys = [persona.key for persona in PERSONAS if persona.roles == (wanted.value,)]
    if keys:
        return Visitor(keys[0]).client
    return signed_in_as(Actor(Capacity.OFFICER, story.person("quinten").id, roles=frozenset({wanted})))


def clients(story: Story) -> dict[str, Client]:
    officers = {role: as_officer(role, story) for role in ROLES if role.startswith("officer:")}
    people = {role: Visitor(name).client for role, name in PEOPLE.items()}
    return {VISITOR: Client(), **people, **officers}


def outcome(client: Client, method: str, address: str, form: dict[str, str]) -> str:
    """What came of it, in the words of the table; nothing of it stays."""
    kept = SimpleCookie(client.cookies.output(header="", sep=";"))
    with transaction.atomic():
        answer: Any = getattr(client, method)(address, form if method == "post" else {})
        transaction.set_rollback(True)
    client.cookies = kept
    if answer.status_code == 302 and answer["Location"].startswith("/aanmelden/"):
        return Cell.SIGN_IN
    if answer.status_code == 405:
        return OTHER_METHOD
    words = {403: Cell.REFUSED, 404: NOT_THERE}
    return words.get(answer.status_code, Cell.OPEN if answer.status_code in OPENED else str(answer.status_code))


def expected(cell: Cell) -> str:
    return Cell.OPEN if cell in (Cell.OWN, Cell.EXPLAINED) else cell


@pytest.fixture(name="known", scope="module")
def known_(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Everything]:
    """Made once for all of these tests: none of them keeps what it does."""
    with django_db_blocker.unblock(), transaction.atomic():
        story = story_of_today()
        found = everything(story)
        move_to(story.clock.today())
        found.values["starts_on"] = drawn(story).starts_on.isoformat()
        yield found
        transaction.set_rollback(True)


def drawn(story: Story) -> Draw:
    """A draw that was announced for next year, and held over nobody."""
    first = date(story.clock.today().year + 1, 1, 1)
    draw = announce(story, first, first + timedelta(days=20), 1_000)
    numbers = {"entries": 0, "winners": 0, "amount_cents": 0, "given_cents": 0}
    held = {"drawn_on": first + timedelta(days=21), "drawn_at": story.clock.now(), "seed": SEED}
    Draw.objects.filter(id=draw.id).update(state="drawn", **held, **numbers)
    return draw


def wrong_cells(row: Row, known: Everything, people: dict[str, Client]) -> Iterator[str]:
    for role, client in people.items():
        address = known.opens(row.address, role)
        for method, cells in (("get", row.cells), ("post", row.posts)):
            found = outcome(client, method, address, FORMS.get(row.address, {}))
            wanted = expected(cells[role])
            is_rare = wanted == Cell.OPEN and RARE.get(row.address) == found
            if found != wanted and not is_rare and (found, wanted) != (OTHER_METHOD, Cell.OPEN):
                yield f"{method} {row.address} as {role}: {found}, the table says {cells[role]}"


@pytest.mark.parametrize("section", SECTIONS)
def test_every_role_gets_at_every_address_what_the_table_says(section: str, known: Everything) -> None:
    people = clients(known.story)
    owned = {start: people | {Capacity.CITIZEN.value: Visitor(name).client} for start, name in OWNERS.items()}
    wrong = [
        line
        for row in rows()
        if section_of(row) == section
        for line in wrong_cells(row, known, next((owned[own] for own in owned if row.address.startswith(own)), people))
    ]
    assert not wrong, "\n".join(wrong)


def test_what_is_of_somebody_else_does_not_exist(known: Everything) -> None:
    """404 and never 403: nobody learns that the number is real."""
    others = {role: Visitor(name).client for role, name in OTHERS.items()}
    asked = [(row, role) for row in rows() for role in others if row.cells[role] is Cell.OWN]
    assert len(asked) > 30
    wrong = [
        f"{method} {row.address} as another {role}: {found}"
        for row, role in asked
        for method in ("get", "post")
        if (found := outcome(others[role], method, known.opens(row.address), {"act_key": str(uuid4())}))
        not in (NOT_THERE, OTHER_METHOD)
    ]
    assert not wrong, "\n".join(wrong)
