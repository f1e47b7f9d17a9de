"""The watch asks about what is strange, and leaves ordinary work alone."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.oversight.looks import Officers, OpenedFile
from loopbaankrediet.oversight.models import Why
from loopbaankrediet.oversight.watch import Noticed, noticed

MONDAY = date(2027, 3, 1)
UNTIL = date(2027, 3, 8)
SPACE = UUID(int=7)
CASE = frozenset({"case_officer"})
COLLEAGUES = ("omar", "lies", "joris", "mia", "tom")


def one(name: str) -> UUID:
    return uuid5(SPACE, name)


def week(looker: str, people: int, *, hour: int = 10, has_file: bool = True, prefix: str = "") -> list[OpenedFile]:
    """So many people, spread over the working days of a week."""
    return [
        OpenedFile(
            number,
            one(looker),
            one(f"{prefix or looker}-{number}"),
            datetime(2027, 3, 1, hour, number % 60, tzinfo=BRUSSELS) + timedelta(days=number % 5),
            has_file,
        )
        for number in range(people)
    ]


def watched(opened: Sequence[OpenedFile], **names: str) -> list[Noticed]:
    """With the family names of these people, and five case officers."""
    families = {one(name.replace("_", "-")): family for name, family in names.items()}
    officers = Officers({one(name): CASE for name in COLLEAGUES}, families, dict.fromkeys(families.values(), 3))
    return list(noticed(opened, officers, until=UNTIL, on=UNTIL))


def whys(found: Sequence[Noticed]) -> list[Why]:
    return [item.why for item in found]


def test_ordinary_work_of_five_colleagues_gives_no_question() -> None:
    work = [look for name, count in zip(COLLEAGUES, (31, 40, 28, 45, 52), strict=True) for look in week(name, count)]
    assert watched(work) == []


def test_a_busy_week_of_everybody_gives_no_question() -> None:
    assert watched([look for name in COLLEAGUES for look in week(name, 140)]) == []


def test_who_opens_far_more_than_colleagues_is_asked_once_with_both_numbers() -> None:
    work = [look for name in COLLEAGUES[1:] for look in week(name, 30)] + week("omar", 130)
    [question] = watched(work)
    assert (question.why, question.looker_id, question.counted, question.usual) == (Why.MUCH, one("omar"), 130, 30)


def test_opening_one_file_a_hundred_times_is_not_many_people() -> None:
    work = [look for name in COLLEAGUES[1:] for look in week(name, 30)]
    again = [OpenedFile(n, one("omar"), one("bart"), week("omar", 1)[0].at, True) for n in range(100)]
    assert watched(work + again) == []


def test_small_numbers_are_never_strange() -> None:
    work = [look for name in COLLEAGUES[1:] for look in week(name, 1)] + week("omar", 19)
    assert watched(work) == []


def test_who_has_no_colleagues_to_compare_with_is_asked_only_above_a_fixed_number() -> None:
    assert watched(week("omar", 150)) == []
    [question] = watched(week("omar", 151))
    assert (question.why, question.usual) == (Why.MUCH, None)


def test_other_roles_are_not_compared() -> None:
    payer = [look for name in COLLEAGUES for look in week(name, 100)] + week("petra", 140)
    assert watched(payer) == []


def test_a_look_without_a_file_is_asked_about_once_a_day() -> None:
    found = watched(week("omar", 10, has_file=False))
    assert whys(found) == [Why.NO_FILE] * 5
    assert {question.counted for question in found} == {2}


def test_a_look_at_a_colleague_or_at_oneself_is_asked_about() -> None:
    at = week("omar", 1)[0].at
    found = watched(
        [OpenedFile(1, one("omar"), one("lies"), at, True), OpenedFile(2, one("omar"), one("omar"), at, True)]
    )
    assert whys(found) == [Why.COLLEAGUE, Why.COLLEAGUE]


def test_the_same_family_name_is_a_question_and_another_is_none() -> None:
    [question] = watched(week("omar", 2), omar="benali", omar_0="benali", omar_1="peeters")
    assert (question.why, question.entry_id) == (Why.SAME_NAME, 0)


def test_a_name_that_many_bear_says_nothing() -> None:
    officers = Officers({}, {one("omar"): "peeters", one("omar-0"): "peeters"}, {"peeters": 26})
    assert list(noticed(week("omar", 1), officers, until=UNTIL, on=UNTIL)) == []


def test_nights_weekends_and_holidays_are_asked_about() -> None:
    sunday = datetime(2027, 3, 7, 11, tzinfo=BRUSSELS)
    easter_monday = datetime(2027, 3, 29, 11, tzinfo=BRUSSELS)
    night = datetime(2027, 3, 1, 23, 30, tzinfo=BRUSSELS)
    looks = [OpenedFile(n, one("omar"), one("x"), at, True) for n, at in enumerate((sunday, easter_monday, night))]
    assert whys(watched(looks)) == [Why.LATE_HOURS] * 3


def test_early_and_late_on_a_working_day_is_ordinary() -> None:
    assert watched(week("omar", 5, hour=6) + week("omar", 5, hour=20)) == []
