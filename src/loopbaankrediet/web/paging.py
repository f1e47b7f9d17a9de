"""One page of a list that the database counts and cuts: nothing is left out in silence."""

from django.core.paginator import Page, Paginator

from loopbaankrediet.web.requests import AppRequest

ROWS_A_PAGE = 100


def page_of(request: AppRequest, count: int) -> "Page[int]":
    """The page that was asked for, of so many rows."""
    return Paginator(range(count), ROWS_A_PAGE).get_page(request.GET.get("pagina"))


def rows_of(page: "Page[int]") -> slice:
    """Which rows of the list are on this page."""
    start = max(page.start_index() - 1, 0)
    return slice(start, start + ROWS_A_PAGE)
