"""What officers do around a decision: proposal, questions, deviations, work, alike files, incidents and letters."""

from dataclasses import replace
from typing import Any

import pytest
from tests.story import Story

from loopbaankrediet.credit.actions import record_fact, sign_refusal
from loopbaankrediet.credit.alike import Selection, look_again
from loopbaankrediet.credit.clarifications import clarifications_of, decision_term
from loopbaankrediet.credit.clarifying import answer_clarification, ask_applicant, follow_clarifications
from loopbaankrediet.credit.deviating import deviate
from loopbaankrediet.credit.errors import (
    ClarificationRuns,
    Postponed,
    RedecisionNeedsAnother,
    TooEarlyOnFile,
    TooManyRounds,
)
from loopbaankrediet.credit.kept_requests import decide_kept_requests, keep_request
from loopbaankrediet.credit.models import (
    Again,
    Application,
    Decision,
    Instead,
    Revocation,
)
from loopbaankrediet.credit.proposals import proposal_for
from loopbaankrediet.credit.queries import facts_of
from loopbaankrediet.credit.redeciding import (
    approve_redecision,
    decide_alike,
    redecision,
    start_redecision,
)
from loopbaankrediet.credit.redecision_work import work_on_redecisions
from loopbaankrediet.credit.verification import verdicts
from loopbaankrediet.flows import work
from loopbaankrediet.flows.work import Whose
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import SYSTEM
from loopbaankrediet.kernel.errors import NotAllowed
from loopbaankrediet.office.errors import (
    AlreadyStopped,
    ColleagueMayNot,
    LiftNeedsAnother,
    PlaceholderUnknown,
    Stopped,
    TemplateNeedsAnother,
    WorkNotYours,
    WorkTaken,
)
from loopbaankrediet.office.incidents import answer_lift, propose_lift, running, stop
from loopbaankrediet.office.models import Incident, Letter, Stops
from loopbaankrediet.office.templates import decide_template, template_for, write_template
from loopbaankrediet.payments.actions.batches import approve_batch, make_batch
from loopbaankrediet.payments.handing_over import hand_over_waiting
from loopbaankrediet.payments.models import PaymentFile
from loopbaankrediet.sources import queries as source_queries
from loopbaankrediet.sources.ports import SourcedFact

pytestmark = pytest.mark.django_db
RSZ = "RSZ en RSVZ (hele loopbaan)"


@pytest.fixture
def story(db: None) -> Story:
    return Story()


def test_a_question_stops_the_term_reminds_twice_and_its_silence_refuses_nobody(story: Story) -> None:
    chantal = story.apply("chantal")
    before = decision_term(chantal, today=story.clock.today())
    proposal = proposal_for(chantal)
    assert proposal.verb == "ask"
    assert proposal.missing is not None
    effects = [(effect.outcome, effect.minutes) for effect in proposal.missing.effects]
    assert (proposal.missing.fact, effects) == ("seniority_months", [("refused", 0), ("granted", 360)])

    asked = ask_applicant(
        application_id=chantal.id, fact="seniority_months", question="Waar werkte je?", **story.act("omar")
    )
    with pytest.raises(ClarificationRuns):
        ask_applicant(application_id=chantal.id, fact="schooling", question="En je diploma?", **story.act("omar"))
    for _ in range(16):
        story.pass_days(1)
        follow_clarifications(by=SYSTEM, clock=story.clock)
    (silent,) = clarifications_of(chantal.id)
    assert (silent.state, len(silent.reminded_on)) == ("lapsed", 2)
    assert Application.objects.get(id=chantal.id).state == "undetermined"
    after = decision_term(chantal, today=story.clock.today())
    assert (after.until - before.until).days == after.days_still == 15
    answer_clarification(clarification_id=asked.id, choice="", text="In Kinshasa.", **story.act("chantal"))
    assert clarifications_of(chantal.id)[0].text == "In Kinshasa."
    verbs = Entry.objects.filter(subject_id=asked.id).order_by("id").values_list("verb", flat=True)
    assert list(verbs) == [
        "ask_applicant",
        "remind_applicant",
        "remind_applicant",
        "lapse_clarification",
        "answer_clarification",
    ]


def test_an_officer_deviates_only_with_reasons_and_in_time(story: Story) -> None:
    chantal, bart = story.apply("chantal"), story.apply("bart")
    on_file: dict[str, Any] = {"application_id": chantal.id, "instead": Instead.INTEND, "until": None}
    with pytest.raises(TooEarlyOnFile):
        deviate(**on_file, reasons="Ze antwoordt niet.", **story.act("omar"))
    story.pass_days(15)
    until = story.clock.today().replace(day=28)
    deviate(application_id=bart.id, instead=Instead.POSTPONE, until=until, reasons="Hij belde.", **story.act("omar"))
    with pytest.raises(Postponed):
        sign_refusal(application_id=bart.id, **story.act("omar"))
    for _ in range(3):
        ask_applicant(application_id=chantal.id, fact="seniority_months", question="Waar?", **story.act("omar"))
        for _ in range(16):
            story.pass_days(1)
            follow_clarifications(by=SYSTEM, clock=story.clock)
    with pytest.raises(TooManyRounds):
        ask_applicant(application_id=chantal.id, fact="seniority_months", question="Waar?", **story.act("omar"))
    sign_refusal(application_id=bart.id, **story.act("omar"))
    story.pass_days(40)
    deviate(**on_file, reasons="Drie vragen bleven zonder antwoord.", **story.act("omar"))
    story.pass_days(15)
    assert sign_refusal(application_id=chantal.id, **story.act("omar")).state == "refused"
    assert [verdict for verdict in verdicts() if verdict.differs] == []


def test_work_has_a_term_and_one_officer_and_only_who_has_it_decides(story: Story) -> None:
    chantal = story.apply("chantal")
    omar = story.actor("omar")
    (line,) = work.work_for(omar, today=story.clock.today())
    assert (line.kind.name, line.id, (line.due_on - line.since).days if line.due_on else 0) == (
        "gegeven",
        chantal.id,
        30,
    )
    work.take(kind="gegeven", subject_id=chantal.id, **story.act("omar"))
    with pytest.raises(WorkTaken):
        work.take(kind="gegeven", subject_id=chantal.id, **story.act("lot"))
    fact: dict[str, Any] = {"application_id": chantal.id, "name": "seniority_months", "value": 96, "proof": "Attest"}
    with pytest.raises(WorkNotYours):
        record_fact(**fact, **story.act("lot"))
    with pytest.raises(ColleagueMayNot):
        work.give_to(
            kind="gegeven", subject_id=chantal.id, officer_id=story.person("petra").id, reason="x", **story.act("omar")
        )
    other_id = story.person("lot").id
    work.give_to(kind="gegeven", subject_id=chantal.id, officer_id=other_id, reason="Verlof", **story.act("omar"))
    lines = work.work_for(omar, today=story.clock.today())
    shown = work.chosen(lines, kind="", whose=Whose.MINE, overdue=False, actor=omar, today=story.clock.today())
    assert shown == ()
    assert work.named(lines)[0].has is not None
    story.pass_days(31)
    (late,) = work.work_for(omar, today=story.clock.today())
    assert late.is_overdue(story.clock.today())
    work.give_back(kind="gegeven", subject_id=chantal.id, **story.act("lot"))
    record_fact(**fact, **story.act("omar"))
    assert work.work_for(omar, today=story.clock.today()) == ()
    with pytest.raises(NotAllowed):
        work.take(kind="te-laat", subject_id=chantal.id, **story.act("omar"))


def test_alike_files_are_counted_decided_and_corrected_once_even_when_killed_in_the_middle(
    story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The source of seniority told two people far too few months, and one far too many."""
    an, fatima, bart = applied_with_a_wrong_source(story, monkeypatch)
    assert [row.state for row in (an, fatima, bart)] == ["intended", "intended", "granted"]
    story.pass_days(15)
    for row in (an, fatima):
        sign_refusal(application_id=row.id, **story.act("omar"))
    source = told_source(an)
    made = start_redecision(
        selection=Selection(fact="seniority_months", source=source),
        again=Again.SOURCE,
        why="De bron vergiste zich.",
        **story.act("omar"),
    )
    work_off(story)
    assert (redecision(made.id).state, redecision(made.id).files) == ("counted", 3)
    decide_alike(redecision_id=made.id, **story.act("omar"))
    with monkeypatch.context() as patched:
        patched.setattr("loopbaankrediet.credit.redecision_work.look_again", failing_at(2))
        with pytest.raises(PowerCut):
            work_off(story)
    assert redecision(made.id).looked_at == 1
    work_off(story)
    assert redecision(made.id).counts == {"better": 2, "worse": 1}
    assert {row.state for row in Application.objects.all()} == {"refused", "granted"}
    with pytest.raises(RedecisionNeedsAnother):
        approve_redecision(redecision_id=made.id, **story.act("omar"))
    approve_redecision(redecision_id=made.id, **story.act("lot"))
    with monkeypatch.context() as patched:
        patched.setattr("loopbaankrediet.credit.redecision_work.look_again", failing_at(2))
        with pytest.raises(PowerCut):
            work_off(story)
    work_off(story)
    work_off(story)
    assert (redecision(made.id).state, redecision(made.id).counts) == ("done", {"applied": 2, "worse": 1})
    assert (story.balance("an").received, story.balance("fatima").received) == (360, 120)
    assert Decision.objects.filter(application=an, kind="grant").count() == 1
    assert not Revocation.objects.exists()
    assert [verdict for verdict in verdicts() if verdict.differs] == []
    assert Entry.objects.filter(verb="correct_decision").count() == 2


def applied_with_a_wrong_source(story: Story, monkeypatch: pytest.MonkeyPatch) -> tuple[Application, ...]:
    told = source_queries.gather_facts

    def wrong(number: Any, asking: Any) -> dict[str, SourcedFact]:
        facts = told(number, asking)
        found = facts["seniority_months"]
        wrong_value = 12 if isinstance(found.value, int) and found.value >= 84 else 96
        return facts | {"seniority_months": replace(found, value=wrong_value)}

    with monkeypatch.context() as patched:
        patched.setattr("loopbaankrediet.credit.actions.gather_facts", wrong)
        return tuple(story.apply(name) for name in ("an", "fatima", "bart"))


class PowerCut(Exception):
    """The machine stops."""


def failing_at(number: int) -> Any:
    calls = []

    def look(*arguments: Any) -> Any:
        calls.append(1)
        if len(calls) == number:
            raise PowerCut
        return look_again(*arguments)

    return look


def work_off(story: Story) -> None:
    while work_on_redecisions(clock=story.clock, part=2):
        continue


def told_source(application: Application) -> str:
    return facts_of(Application.objects.get(id=application.id))["seniority_months"].origin.source


def test_in_an_incident_nothing_decides_or_leaves_and_two_officers_start_it_again(story: Story) -> None:
    story.apply("an")
    story.deliver("an", "dirk", story.sign("an", "dirk"))
    batch = make_batch(**story.act("petra"))
    stop(stops=Stops.PAYMENTS, told="We betalen nu niet.", why="Verkeerd bedrag", **story.act("petra"))
    with pytest.raises(AlreadyStopped):
        stop(stops=Stops.PAYMENTS, told="Nog eens.", why="x", **story.act("quinten"))
    with pytest.raises(Stopped, match="We betalen nu niet"):
        make_batch(**story.act("petra"))
    with pytest.raises(Stopped, match="We betalen nu niet"):
        approve_batch(batch_id=batch.id, **story.act("quinten"))
    stop(stops=Stops.DECISIONS, told="We beslissen nu niet.", why="Fout in een artikel", **story.act("omar"))
    with pytest.raises(Stopped):
        story.apply("fatima")
    fatima = story.person("fatima").id
    keep_request(person_id=fatima, **story.act("fatima"))
    assert decide_kept_requests(clock=story.clock) == 0
    asked_on = story.clock.today()
    story.pass_days(3)
    incident = dict(running())
    assert set(incident) == {"payments", "decisions"}
    lift(story, Stops.PAYMENTS, "petra", "quinten")
    lift(story, Stops.DECISIONS, "omar", "lot")
    assert running() == ()
    assert decide_kept_requests(clock=story.clock) == 1
    assert decide_kept_requests(clock=story.clock) == 0
    kept = Application.objects.get(person_id=fatima)
    assert (kept.state, kept.applied_on) == ("granted", asked_on)
    approve_batch(batch_id=batch.id, **story.act("quinten"))
    stop(stops=Stops.PAYMENTS, told="Toch weer niet.", why="Nog fout", **story.act("petra"))
    assert hand_over_waiting(clock=story.clock) == 0
    assert PaymentFile.objects.get().delivered_at is None


def lift(story: Story, stops: Stops, one: str, two: str) -> None:
    found = Incident.objects.get(stops=stops)
    propose_lift(incident_id=found.id, mended="Hersteld.", **story.act(one))
    with pytest.raises(LiftNeedsAnother):
        answer_lift(incident_id=found.id, agree=True, **story.act(one))
    answer_lift(incident_id=found.id, agree=True, **story.act(two))


def test_a_letter_keeps_the_text_of_its_own_day(story: Story) -> None:
    decided_at = story.clock.now()
    write: dict[str, Any] = {"letter": Letter.REFUSAL, "closing": "Tot later.", "why": "Duidelijker"}
    with pytest.raises(PlaceholderUnknown, match="geheim"):
        write_template(**write, opening="Dag {geheim}", from_on=story.clock.today(), **story.act("omar"))
    made = write_template(**write, opening="Dag {naam} <b>", from_on=story.clock.today(), **story.act("omar"))
    with pytest.raises(TemplateNeedsAnother):
        decide_template(template_id=made.id, approve=True, **story.act("omar"))
    story.clock.instant = decided_at.replace(hour=decided_at.hour + 1)
    decide_template(template_id=made.id, approve=True, **story.act("lot"))
    on = story.clock.today()
    assert template_for(Letter.REFUSAL, on=on, at=decided_at).version == 0
    assert template_for(Letter.REFUSAL, on=on, at=story.clock.now()).version == 1
