"""A surcharge that was found: given back, and confirmed or denied by the one who paid it."""

from datetime import timedelta
from typing import Any

import pytest

from loopbaankrediet.contributions.actions.reporting import (
    Asked,
    decide_report,
    look_at_report,
    note_hearing,
    report_surcharge,
)
from loopbaankrediet.contributions.actions.surcharges import answer_paid_back, note_paid_back
from loopbaankrediet.contributions.errors import PaidInFuture
from loopbaankrediet.contributions.models import SurchargeReport, WhatFor
from loopbaankrediet.contributions.states import ReportState
from loopbaankrediet.kernel.errors import NotFound, WrongState
from tests.contributions.conftest import Shares
from tests.story import Story
from tests.web.conftest import static_folder
from tests.web.visitor import Visitor, story_of_today

__all__ = ["static_folder"]


@pytest.fixture
def story(db: None) -> Story:
    return story_of_today()


@pytest.fixture
def report(shares: Shares) -> SurchargeReport:
    """Dirk asked 40 euro for a test, and an officer found so."""
    act = shares.story.act
    asked = Asked(4_000, WhatFor.TEST, "Contant")
    report = report_surcharge(track_id=shares.track.id, asked=asked, **act("an"))
    look_at_report(report_id=report.id, **act("omar"))
    note_hearing(report_id=report.id, text="Ja, dat klopt.", **act("omar"))
    return decide_report(report_id=report.id, founded=True, reason="Er is te veel gevraagd.", **act("omar"))


def paid_back(shares: Shares, report: SurchargeReport, by: str = "dirk", **more: Any) -> str:
    values = {"paid_on": shares.story.clock.today()} | more
    return note_paid_back(report_id=report.id, **values, **shares.story.act(by)).state


def answered(shares: Shares, report: SurchargeReport, *, received: bool, by: str = "an") -> str:
    return answer_paid_back(report_id=report.id, received=received, **shares.story.act(by)).state


def test_what_was_asked_too_much_is_settled_once_the_citizen_has_it_back(
    shares: Shares, report: SurchargeReport
) -> None:
    assert paid_back(shares, report) == ReportState.PAID_BACK
    assert answered(shares, report, received=True) == ReportState.SETTLED
    with pytest.raises(WrongState):
        answered(shares, report, received=False)


def test_who_did_not_get_it_keeps_her_right_and_the_counsellor_may_note_it_again(
    shares: Shares, report: SurchargeReport
) -> None:
    paid_back(shares, report)
    assert answered(shares, report, received=False) == ReportState.FOUNDED
    assert paid_back(shares, report) == ReportState.PAID_BACK


def test_only_the_two_parties_say_so_and_nothing_before_it_was_found(shares: Shares, report: SurchargeReport) -> None:
    with pytest.raises(NotFound):
        paid_back(shares, report, by="els")
    with pytest.raises(WrongState):
        answered(shares, report, received=True)
    with pytest.raises(PaidInFuture):
        paid_back(shares, report, paid_on=shares.story.clock.today() + timedelta(days=1))
    paid_back(shares, report)
    with pytest.raises(NotFound):
        answered(shares, report, received=True, by="bart")


def test_both_do_it_on_their_own_pages(shares: Shares, report: SurchargeReport) -> None:
    dirk, an = Visitor("dirk"), Visitor("an")
    page = f"/begeleider/meldingen/{report.id}/"
    assert "Gaf je het terug?" in dirk.page(page)
    day = shares.story.clock.today()
    dirk.press(page, f"{page}terugbetaald/", paid_on=f"{day.day}/{day.month}/{day.year}")
    assert "Klopt dat?" in an.page("/mijn/betalingen/")
    an.press("/mijn/betalingen/", f"/mijn/betalingen/melding/{report.id}/terug/ja/")
    assert SurchargeReport.objects.get().state == ReportState.SETTLED
    assert "Dit is rond" in dirk.page(page)
