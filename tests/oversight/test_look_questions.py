"""A question about a look: asked, answered, closed by somebody else, and journalled."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from loopbaankrediet.journal.actions import Look, Subject, record_looks
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Capacity, Representation, Role
from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.kernel.errors import NotAllowed, NotFound, WrongState
from loopbaankrediet.oversight.actions import answer_question, ask_about_look, close_question
from loopbaankrediet.oversight.errors import AnswerAwaited, AskedBefore, OwnLook, TextMissing, TextTooLong
from loopbaankrediet.oversight.models import LookQuestion, Why
from loopbaankrediet.oversight.queries import closed_questions, open_questions, question_to, questions_from
from loopbaankrediet.oversight.watching import watch_looks
from loopbaankrediet.people.actions import trust_with
from loopbaankrediet.people.mandates.actions.desk import close_call
from loopbaankrediet.people.models import Person
from tests.people.mandating import called
from tests.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return Story()


def look(story: Story, person: str = "an", *, by: str = "omar", dossier: str | None = "LK 100 001") -> int:
    """The number of the line."""
    person_id = story.person(person).id
    seen = Look("open_application", Subject("application", uuid4(), person_id), "applications", dossier)
    record_looks([seen], by=story.actor(by), clock=story.clock)
    return Entry.objects.filter(person_id=person_id, verb="open_application").latest("id").id


def asked(story: Story, words: str = "Ik ken Omar niet.") -> LookQuestion:
    person_id = story.person("an").id
    return ask_about_look(entry_id=look(story), person_id=person_id, words=words, **story.act("an"))


def watched(story: Story) -> LookQuestion:
    """Omar looked at a colleague yesterday."""
    look(story, "rita")
    story.pass_days(1)
    assert watch_looks(clock=story.clock) == 1
    return LookQuestion.objects.get(why=Why.COLLEAGUE)


def close(story: Story, question: LookQuestion, by: str = "fien", reason: str = "Het was zijn werk.") -> LookQuestion:
    return close_question(question_id=question.id, reason=reason, **story.act(by))


def test_a_citizen_asks_and_reads_the_answer_with_a_name_under_it(story: Story) -> None:
    question = asked(story)
    assert [line.id for line in open_questions()] == [question.id]
    assert question.answer_by == story.clock.today() + timedelta(days=30)
    close(story, question)
    [view] = questions_from(story.person("an").id)
    assert (view.words, view.conclusion, view.closed_by) == ("Ik ken Omar niet.", "Het was zijn werk.", "Fien Van Hove")
    assert [line.id for line in closed_questions()] == [question.id]


def test_nobody_asks_about_a_line_of_somebody_else(story: Story) -> None:
    line = look(story, "bart")
    with pytest.raises(NotFound):
        ask_about_look(entry_id=line, person_id=story.person("an").id, words="Wie?", **story.act("an"))
    with pytest.raises(NotAllowed):
        ask_about_look(entry_id=line, person_id=story.person("bart").id, words="Wie?", **story.act("an"))


def test_one_line_is_asked_about_once_and_a_double_click_is_one_question(story: Story) -> None:
    line, person_id, act = look(story), story.person("an").id, story.act("an")
    first = ask_about_look(entry_id=line, person_id=person_id, words="Wie?", **act)
    assert ask_about_look(entry_id=line, person_id=person_id, words="Wie?", **act).id == first.id
    with pytest.raises(AskedBefore):
        ask_about_look(entry_id=line, person_id=person_id, words="Wie?", **story.act("an"))


@pytest.mark.parametrize(("words", "error"), [("  ", TextMissing), ("x" * 2_001, TextTooLong)])
def test_a_question_is_said_in_words(story: Story, words: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        asked(story, words)


def test_what_people_write_is_sealed(story: Story) -> None:
    question = asked(story)
    assert b"Omar" not in bytes(question.words_sealed or b"")


def test_who_looked_is_heard_before_the_watch_is_closed(story: Story) -> None:
    question = watched(story)
    with pytest.raises(AnswerAwaited, match="16 maart 2027"):
        close(story, question)
    answer_question(question_id=question.id, words="Rita vroeg het zelf.", **story.act("omar"))
    assert close(story, question).state == "closed"


def test_silence_does_not_keep_a_question_open_for_ever(story: Story) -> None:
    question = watched(story)
    story.pass_days(15)
    assert close(story, question).state == "closed"


def test_only_who_looked_answers_and_for_others_the_question_does_not_exist(story: Story) -> None:
    question = watched(story)
    for name in ("rita", "petra", "dirk", "an", "fien"):
        with pytest.raises(NotFound):
            answer_question(question_id=question.id, words="Ik.", **story.act(name))
    with pytest.raises(NotFound):
        question_to(question.id, by=story.actor("rita"))


@pytest.mark.parametrize("name", ["omar", "rita", "aude", "dirk", "an"])
def test_only_a_privacy_officer_closes(story: Story, name: str) -> None:
    with pytest.raises(NotAllowed):
        close(story, asked(story), by=name)


def test_the_watched_never_closes_his_own_not_even_in_the_database(story: Story) -> None:
    trust_with(person_id=story.person("omar").id, role=Role.PRIVACY_OFFICER, clock=story.clock)
    question = watched(story)
    answer_question(question_id=question.id, words="Werk.", **story.act("omar"))
    with pytest.raises(OwnLook):
        close(story, question, by="omar")
    values: dict[str, Any] = {"closed_by": question.looker, "closed_on": story.clock.today()}
    with pytest.raises(IntegrityError, match="nobody_closes_about_himself"), transaction.atomic():
        LookQuestion.objects.filter(id=question.id).update(**values)


def test_what_is_closed_stays_closed(story: Story) -> None:
    question = asked(story)
    close(story, question)
    with pytest.raises(WrongState):
        close(story, question, reason="Nog eens.")
    with pytest.raises(WrongState):
        answer_question(question_id=question.id, words="Te laat.", **story.act("omar"))


def test_the_watch_asks_once_however_often_it_runs(story: Story) -> None:
    watched(story)
    assert watch_looks(clock=story.clock) == 0
    story.pass_days(1)
    assert watch_looks(clock=story.clock) == 0


def test_an_ordinary_day_gives_no_question(story: Story) -> None:
    for name in ("an", "bart", "chantal", "hanne"):
        look(story, name)
        look(story, name, by="petra")
    story.pass_days(1)
    assert watch_looks(clock=story.clock) == 0


def test_today_is_watched_tomorrow(story: Story) -> None:
    look(story, dossier=None)
    assert watch_looks(clock=story.clock) == 0
    story.pass_days(1)
    assert watch_looks(clock=story.clock) == 1
    assert LookQuestion.objects.get().why == Why.NO_FILE


def test_the_database_finds_family_and_late_hours(story: Story) -> None:
    an = story.person("an")
    Person.objects.filter(id=an.id).update(family_name="BENALI")
    story.clock.instant = datetime(2027, 3, 1, 22, 30, tzinfo=BRUSSELS)
    look(story)
    story.pass_days(1)
    watch_looks(clock=story.clock)
    assert set(LookQuestion.objects.values_list("why", flat=True)) == {Why.SAME_NAME, Why.LATE_HOURS}


def test_a_call_at_the_desk_is_a_look_and_is_its_own_file(story: Story) -> None:
    """Desi spoke with Rita, her colleague, and with An: only the first is asked about."""
    for caller in ("rita", "an"):
        call = called(story, caller)
        at_desk = replace(story.actor("desi"), represents=call.person_id, representation=Representation.DESK)
        by = replace(at_desk, capacity=Capacity.CITIZEN, mandate_id=call.id)
        page = Subject("page:citizen:overview", call.person_id, call.person_id)
        record_looks([Look("look_for_citizen", page, "representation")], by=by, clock=story.clock)
        close_call(call_id=call.id, note="Klaar.", **story.act("desi"))
    story.pass_days(1)
    watch_looks(clock=story.clock)
    [question] = LookQuestion.objects.all()
    assert (question.why, question.looker_id) == (Why.COLLEAGUE, story.person("desi").id)


def test_every_step_stands_in_the_journal(story: Story) -> None:
    question = watched(story)
    answer_question(question_id=question.id, words="Werk.", **story.act("omar"))
    close(story, question)
    steps = Entry.objects.filter(subject_id=question.id).order_by("id").values_list("verb", "capacity", "person_id")
    omar: UUID = story.person("omar").id
    assert list(steps) == [
        ("raise_look_question", "system", omar),
        ("answer_look_question", "officer", omar),
        ("close_look_question", "officer", omar),
    ]
