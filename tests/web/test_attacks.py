"""Another site cannot send any form of ours, and each attack of docs/reference/attacks.md has the test it names."""

import ast
import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client

from loopbaankrediet.journal.models import Entry
from loopbaankrediet.web.permissions import rows
from tests.docs.pages import DOCS, ROOT, code_in, table
from tests.web.visitor import story_of_today
from tests.web.visitor_session import signed_in

PART = re.compile(r"<(?:(\w+):)?\w+>")
EXAMPLES = {"uuid": str(uuid4()), "int": "1"}
CHECK_OF_EVERYBODY = "/heb-ik-er-recht-op/"
"""Knows nobody and keeps nothing; tests/web/public/test_public_check.py shows that another site learns nothing."""
FOREIGN = {"Origin": "https://evil.example", "Referer": "https://evil.example/gratis"}
ATTACKS = DOCS / "reference" / "attacks.md"


def addresses() -> list[str]:
    """Every address, with something in the place of its parts."""
    return [PART.sub(lambda part: EXAMPLES.get(part[1], "x"), row.address) for row in rows()]


@pytest.mark.django_db
@pytest.mark.parametrize("persona", ["an", "dirk", "omar"])
def test_no_form_of_another_site_does_anything_at_any_address(persona: str) -> None:
    story_of_today()
    client = signed_in(persona, client=Client(enforce_csrf_checks=True))
    key, before = client.cookies["loopbaankrediet"].value, Entry.objects.filter(kind="act").count()
    answers = {address: client.post(address, {"act_key": str(uuid4())}, headers=FOREIGN) for address in addresses()}

    taken = {address for address, answer in answers.items() if answer.status_code not in (403, 404)}
    assert taken == {CHECK_OF_EVERYBODY}
    assert Entry.objects.filter(kind="act").count() == before
    assert client.cookies["loopbaankrediet"].value == key


@pytest.mark.django_db
def test_a_header_names_no_request() -> None:
    """The number of a request ties a look to what the database logged: a visitor does not choose it."""
    story_of_today()
    chosen = str(uuid4())
    signed_in("omar").get("/medewerker/", headers={"X-Request-Id": chosen, "X-Correlation-Id": chosen})
    line = Entry.objects.filter(kind="look").latest("id")
    assert line.request_id is not None
    assert str(line.request_id) != chosen


def attacks() -> Iterator[tuple[str, str]]:
    """Each attack, with the tests that show what happens."""
    for attack, _, tests in table(ATTACKS, "Attacks and their tests"):
        for test in code_in(tests):
            yield attack, test


def functions_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(("attack", "test"), list(attacks()))
def test_what_is_said_of_an_attack_is_shown_by_a_test_that_exists(attack: str, test: str) -> None:
    path, _, name = test.partition("::")
    assert name in functions_of(path), attack


def test_no_attack_is_without_a_test() -> None:
    lines = table(ATTACKS, "Attacks and their tests")
    assert [attack for attack, _, tests in lines if not code_in(tests)] == []
