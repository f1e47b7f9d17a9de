"""How many questions each page asks the database, at most: a page that asks more, or is not listed, fails.

The ceilings stand in `query_ceilings.toml`, by address. A page that is new or asks more on purpose is entered there;
the failure prints the lines.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver

from loopbaankrediet.web.access import MARK
from loopbaankrediet.web.checks import views_in
from tests.everything import everything
from tests.web.every_page import NOT_PAGES, READERS
from tests.web.visitor import story_of_today
from tests.web.visitor_session import signed_in

pytestmark = pytest.mark.django_db
CEILINGS: dict[str, int] = tomllib.loads(Path(__file__).with_name("query_ceilings.toml").read_text(encoding="utf-8"))
PAGES = 200, 404
"""An example may be of a state in which the page is not there; it still asks."""


def asked() -> Iterator[tuple[str, int]]:
    """Every address that a GET opens, with how many questions it asked."""
    known = everything(story_of_today())
    browsers: dict[str, Client] = {}
    for where, pattern in views_in(get_resolver().url_patterns):
        if where.startswith(NOT_PAGES):
            continue
        audience = getattr(pattern.callback, MARK).split()[0]
        reader = "an" if audience == "citizen" else READERS.get(audience, "")
        if reader not in browsers:
            browsers[reader] = signed_in(reader) if reader else Client()
            browsers[reader].raise_request_exception = False
        address = known.opens(f"/{where}")
        with CaptureQueriesContext(connection) as queries:
            response = browsers[reader].get(address)
            count = len(queries)
        if response.status_code in PAGES:
            yield f"/{where}", count


def test_no_page_asks_the_database_more_than_its_ceiling() -> None:
    found = dict(asked())
    over = [f'"{address}" = {count}' for address, count in found.items() if count > CEILINGS.get(address, -1)]
    assert not over, "\n" + "\n".join(over)
