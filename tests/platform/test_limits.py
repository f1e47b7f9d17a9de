"""Limits: counted before the answer, whatever happens around it; who cannot be counted is refused."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import psycopg
import pytest
from django.db import connections, transaction
from psycopg.conninfo import make_conninfo

from loopbaankrediet.platform.addresses import address
from loopbaankrediet.platform.limits import Limit, LimitReached, NotCounted, Use, give_back, take

AT = datetime(2027, 3, 1, 10, 0, 50, tzinfo=UTC)
FEW = Limit("a test of few", most=5, within=timedelta(hours=1))
MANY = Limit("a test of many", most=100, within=timedelta(hours=1))
AtOnce = Callable[[Sequence[Callable[[], object]]], list[object]]


def uses() -> list[Use]:
    return [Use(FEW, str(uuid4())), Use(MANY, str(uuid4()))]


def taken(given: Sequence[Use], *, at: datetime = AT) -> bool:
    try:
        take(given, at=at)
    except LimitReached:
        return False
    return True


@pytest.mark.django_db
def test_a_limit_lets_so_many_through_and_then_nobody_until_the_span_is_over() -> None:
    given = uses()
    assert [taken(given) for _ in range(7)] == [True] * 5 + [False] * 2
    assert not taken(given, at=AT + timedelta(minutes=59, seconds=59))
    assert taken(given, at=AT + timedelta(minutes=61, seconds=10))


@pytest.mark.django_db
def test_one_full_limit_counts_nothing_on_the_others() -> None:
    small, large = uses()
    for _ in range(20):
        taken([small, large])
    assert [taken([large]) for _ in range(96)] == [True] * 95 + [False]


@pytest.mark.django_db
def test_what_is_given_back_did_not_count() -> None:
    given = uses()
    for _ in range(30):
        assert taken(given)
        give_back(given, at=AT)


def test_an_act_that_is_rolled_back_still_counted(committed_database: str) -> None:
    given = uses()
    for _ in range(5):
        with transaction.atomic():
            take(given, at=AT)
            transaction.set_rollback(True)
    assert not taken(given)


def test_a_hundred_at_once_never_get_more_than_the_limit(at_once: AtOnce) -> None:
    given = uses()
    assert at_once([lambda: taken(given)] * 50).count(True) == 5


def test_the_race_is_real_without_the_function_that_counts(committed_database: str, at_once: AtOnce) -> None:
    """The control: count, then write, as an application would."""

    def naive() -> bool:
        with connections["owner"].cursor() as cursor:
            cursor.execute("SELECT count(*), pg_sleep(0.2) FROM naive")
            if cursor.fetchone()[0] >= 5:
                return False
            cursor.execute("INSERT INTO naive VALUES (1)")
            return True

    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE naive (used int)")
    assert at_once([naive] * 20).count(True) > 5


@pytest.mark.parametrize("fault", ["DROP FUNCTION take_within_limits", "REVOKE ALL ON FUNCTION take_within_limits"])
def test_who_cannot_be_counted_is_refused(committed_database: str, fault: str) -> None:
    more = " FROM loopbaankrediet_app" if fault.startswith("REVOKE") else ""
    with connections["owner"].cursor() as cursor:
        cursor.execute(fault + more)
    with pytest.raises(NotCounted):
        take(uses(), at=AT)


def test_a_database_that_does_not_answer_lets_nobody_through(
    committed_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setitem(connections["default"].settings_dict, "NAME", "er_is_niets")
        with pytest.raises(NotCounted):
            take(uses(), at=AT)


def test_a_count_that_somebody_holds_is_refused_and_not_skipped(
    committed_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [Use(FEW, "held")]
    with psycopg.connect(make_conninfo("", **address("owner") | {"dbname": committed_database})) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtextextended('limit a test of few held', 0))")
        with monkeypatch.context() as impatient:
            impatient.setitem(connections["default"].settings_dict["OPTIONS"], "options", "-c lock_timeout=100ms")
            with pytest.raises(NotCounted):
                take(given, at=AT)


@pytest.mark.django_db
def test_the_application_cannot_touch_the_count() -> None:
    for statement in ("UPDATE platform_limituse SET used = 0", "DELETE FROM platform_limituse"):
        with (
            pytest.raises(Exception, match="permission denied"),
            transaction.atomic(),
            connections["default"].cursor() as cursor,
        ):
            cursor.execute(statement)
