"""One page of a list that the database counts and cuts: nothing is left out in silence."""

from collections.abc import Sequence
from typing import TypeVar

from django.core.paginator import Page, Paginator

from loopbaankrediet.web.requests import AppRequest

ROWS_A_PAGE = 100
Row = TypeVar("Row")


def page_of(request: AppRequest, count: int, name: str = "pagina", *, most: int | None = None) -> "Page[int]":
    """The page that was asked for, of so many rows. `name`: of its part of the address, where a page has more lists."""
    return Paginator(range(count), most or ROWS_A_PAGE).get_page(request.GET.get(name))


def page_through(
    request: AppRequest, rows: Sequence[Row], name: str = "pagina", *, most: int | None = None
) -> "Page[Row]":
    """The page that was asked for, of rows that are all here; it holds them."""
    return Paginator(rows, most or ROWS_A_PAGE).get_page(request.GET.get(name))


def rows_of(page: "Page[int]") -> slice:
    """Which rows of the list are on this page."""
    start = max(page.start_index() - 1, 0)
    return slice(start, start + page.paginator.per_page)
