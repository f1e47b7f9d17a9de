"""Any sequence of answers: only questions that matter are asked, and an answer survives its way through the forms."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from loopbaankrediet import decree
from loopbaankrediet.web.public.check_answers import (
    Unreadable,
    days_for,
    questions,
    read_answers,
    read_value,
    standing,
    written,
)
from loopbaankrediet.web.public.check_forms import ChoiceQuestion, NumberQuestion, question_for

TODAY = date(2027, 3, 1)
DAYS = days_for(TODAY)
NAMES = questions(DAYS)


def replies(name: str) -> st.SearchStrategy[decree.FactValue]:
    spec = decree.FACTS[name]
    if spec.kind is bool:
        return st.sampled_from([True, False, None])
    if spec.kind is not int:
        return st.sampled_from([*spec.labels, None])
    known = st.integers(spec.low, spec.high) | st.sampled_from([0, 1, 2, 83, 84])
    known = known.filter(lambda value: value in spec.allowed)
    partly = st.tuples(known, known).map(lambda ends: decree.Range(min(ends), max(ends)))
    return st.one_of(st.none(), known, partly)


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_no_question_is_asked_that_can_change_neither_the_outcome_nor_an_amount(data: st.DataObject) -> None:
    answers: dict[str, decree.FactValue] = {}
    while (now := standing(answers, DAYS)).left:
        name = now.left[0]
        known = {fact: value for fact, value in answers.items() if value is not None}
        missing = decree.decide(known, on=TODAY, known_on=TODAY).missing
        assert name in {fact for fact, _ in missing}
        assert name not in answers
        answers[name] = data.draw(replies(name), label=name)
    settled = now.decision.outcome is not decree.Outcome.UNDETERMINED
    assert settled or {missing.fact for missing in now.decision.missing} <= set(answers)
    assert len(answers) <= len(NAMES)


@settings(max_examples=200)
@given(st.data())
def test_an_answer_reads_back_as_it_was_written(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    value = data.draw(replies(name))

    answers, refused = read_answers([written(name, value)], NAMES)

    low_is_high = isinstance(value, decree.Range) and value.low == value.high
    assert answers == {name: value.low if isinstance(value, decree.Range) and low_is_high else value}
    assert refused == ()


@settings(max_examples=200)
@given(st.sampled_from(NAMES), st.text(max_size=12))
def test_whatever_is_sent_is_read_as_a_possible_answer_or_refused(name: str, text: str) -> None:
    try:
        value = read_value(decree.FACTS[name], text)
    except Unreadable:
        return
    decree.decide({name: value}, on=TODAY, known_on=TODAY)


@settings(max_examples=100)
@given(st.data())
def test_an_answer_that_is_shown_again_and_sent_again_is_the_same(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(NAMES))
    value = data.draw(replies(name).filter(lambda value: not isinstance(value, decree.Range)))
    form = question_for(name)
    if value is None and isinstance(form, NumberQuestion):
        return
    form.fill(value)
    again = question_for(name, form.initial)

    assert isinstance(again, ChoiceQuestion | NumberQuestion)
    assert again.is_valid()
    assert again.answer == value
