"""A report that more was asked: the citizen is heard, the counsellor is heard, and nothing follows by itself."""

from typing import Any

import pytest

from loopbaankrediet.contributions.actions.reporting import (
    Asked,
    decide_report,
    look_at_report,
    note_hearing,
    reply_to_report,
    report_surcharge,
)
from loopbaankrediet.contributions.errors import (
    AmountNotAboveZero,
    DecisionReasonMissing,
    NotHeardYet,
    ReplyMissing,
    TextTooLong,
)
from loopbaankrediet.contributions.models import SurchargeReport, WhatFor
from loopbaankrediet.contributions.reports import (
    report_to_judge,
    reports_about,
    reports_of_person,
    reports_to_judge,
)
from loopbaankrediet.contributions.states import ReportState
from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.kernel.errors import NotAllowed, NotFound, WrongState
from loopbaankrediet.payments.models import PaymentHold
from tests.contributions.conftest import Shares

WORDS = "Hij vroeg 40 euro voor een test, cash."


class Case:
    """An says that Dirk asked 40 euro for a test."""

    def __init__(self, shares: Shares) -> None:
        self.shares = shares
        self.report = self.told(Asked(4_000, WhatFor.TEST, WORDS))

    def told(self, asked: Asked, by: str = "an") -> SurchargeReport:
        return report_surcharge(track_id=self.shares.track.id, asked=asked, **self.shares.story.act(by))

    def act(self, name: str) -> dict[str, Any]:
        return {"report_id": self.report.id, **self.shares.story.act(name)}

    def decided(self, *, founded: bool, reason: str = "Er was een betaalbewijs.") -> SurchargeReport:
        return decide_report(founded=founded, reason=reason, **self.act("omar"))


@pytest.fixture
def case(shares: Shares) -> Case:
    return Case(shares)


def test_a_report_waits_for_an_officer_and_her_words_are_sealed(case: Case) -> None:
    assert [line.id for line in reports_to_judge()] == [case.report.id]
    assert WORDS.encode() not in bytes(SurchargeReport.objects.get().text_sealed or b"")
    assert report_to_judge(case.report.id, by=case.shares.story.actor("omar")).text == WORDS


def test_the_counsellor_sees_nothing_before_an_officer_looks_and_never_her_words(case: Case) -> None:
    dirk = case.shares.story.counsellor("dirk").id
    assert reports_about(dirk) == ()
    with pytest.raises(NotFound):
        reply_to_report(text="Nee", **case.act("dirk"))
    look_at_report(**case.act("omar"))
    (seen,) = reports_about(dirk)
    assert (seen.line.cents, seen.line.what_for, seen.text) == (4_000, "Een test of materiaal", "")


def test_nobody_is_found_wrong_unheard(case: Case) -> None:
    with pytest.raises(WrongState):
        case.decided(founded=True)
    look_at_report(**case.act("omar"))
    with pytest.raises(NotHeardYet, match="15 maart 2027"):
        case.decided(founded=True)
    reply_to_report(text="Dat klopt, ik gaf het terug.", **case.act("dirk"))
    assert case.decided(founded=True).state == ReportState.FOUNDED


def test_what_she_said_on_the_phone_counts_as_heard(case: Case) -> None:
    look_at_report(**case.act("omar"))
    note_hearing(text="Gebeld op 2 maart met Dirk: hij ontkent.", **case.act("omar"))
    case.decided(founded=True)
    (seen,) = reports_about(case.shares.story.counsellor("dirk").id)
    assert [(reply.noted_by != "", reply.text) for reply in seen.replies] == [
        (True, "Gebeld op 2 maart met Dirk: hij ontkent.")
    ]


def test_who_lets_the_term_pass_can_be_found_wrong(case: Case) -> None:
    look_at_report(**case.act("omar"))
    case.shares.story.pass_days(15)
    assert case.decided(founded=True).state == ReportState.FOUNDED


def test_a_report_can_be_dismissed_with_a_reason_that_both_read(case: Case) -> None:
    look_at_report(**case.act("omar"))
    with pytest.raises(DecisionReasonMissing):
        case.decided(founded=False, reason=" ")
    case.decided(founded=False, reason="Het was voor een boek dat ze zelf kocht.")
    story = case.shares.story
    (hers,), (his,) = reports_of_person(story.person("an").id), reports_about(story.counsellor("dirk").id)
    assert hers.reason == his.reason == "Het was voor een boek dat ze zelf kocht."
    assert reports_to_judge() == ()


def test_no_sanction_follows_by_itself(case: Case) -> None:
    look_at_report(**case.act("omar"))
    reply_to_report(text="Sorry.", **case.act("dirk"))
    case.decided(founded=True)
    assert Counsellor.objects.get(id=case.shares.story.counsellor("dirk").id).state == "registered"
    assert not PaymentHold.objects.exists()


def test_after_the_decision_nothing_is_added(case: Case) -> None:
    look_at_report(**case.act("omar"))
    case.decided(founded=False)
    with pytest.raises(WrongState):
        reply_to_report(text="Toch nog iets", **case.act("dirk"))


def test_only_the_citizen_reports_only_her_counsellor_answers_only_a_case_officer_decides(case: Case) -> None:
    for name in ("dirk", "bart"):
        with pytest.raises(NotFound):
            case.told(Asked(1, WhatFor.OTHER), by=name)
    for name in ("petra", "rita", "aude", "an"):
        with pytest.raises(NotAllowed):
            look_at_report(**case.act(name))
    look_at_report(**case.act("omar"))
    with pytest.raises(NotFound):
        reply_to_report(text="Ik", **case.act("els"))


def test_a_report_has_an_amount_and_an_answer_has_words(case: Case) -> None:
    with pytest.raises(AmountNotAboveZero):
        case.told(Asked(0, WhatFor.OTHER))
    with pytest.raises(TextTooLong):
        case.told(Asked(1, WhatFor.OTHER, "a" * 5_001))
    look_at_report(**case.act("omar"))
    with pytest.raises(ReplyMissing):
        reply_to_report(text="  ", **case.act("dirk"))


def test_a_double_click_is_one_report(case: Case) -> None:
    act = case.shares.story.act("an")
    first, second = (
        report_surcharge(track_id=case.shares.track.id, asked=Asked(500, WhatFor.TRAVEL), **act) for _ in range(2)
    )
    assert (first.id, SurchargeReport.objects.count()) == (second.id, 2)
