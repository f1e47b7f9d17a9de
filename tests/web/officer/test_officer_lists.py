"""Long lists have pages: what does not fit is on the next one, and the page says so."""

import pytest

from loopbaankrediet.web import paging
from tests.rooms.bank_loop import confirmed, send_batch
from tests.story import Story
from tests.web.visitor import Visitor, story_of_today

TWO_A_PAGE = 2


@pytest.fixture
def story(db: None, monkeypatch: pytest.MonkeyPatch) -> Story:
    monkeypatch.setattr(paging, "ROWS_A_PAGE", TWO_A_PAGE)
    found = story_of_today()
    confirmed(found)
    return found


def test_payments_that_are_late_go_on_on_a_next_page(story: Story) -> None:
    story.pass_days(60)
    Visitor("an").press("/demo/klok/", day=f"{story.clock.day:%d/%m/%Y}")
    petra = Visitor("petra")

    address = "/medewerker/betalingen/te-laat/"
    first, second = petra.page(address), petra.page(f"{address}?pagina=2")

    assert "Pagina 1 van 2" in first
    assert [page.count("167,80 euro") for page in (first, second)] == [2, 1]


def test_a_list_that_fits_has_no_pages(story: Story) -> None:
    send_batch(story)
    assert "Pagina 1 van" not in Visitor("petra").page("/medewerker/betalingen/")
