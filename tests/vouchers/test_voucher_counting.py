"""What counts as a used voucher is what the law says of the line, on every line a sender can write."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loopbaankrediet.kernel.national_number import NationalNumber
from loopbaankrediet.people.actions import hash_of
from loopbaankrediet.sources.queries import facts_at_hand
from loopbaankrediet.vouchers.actions.files import take_voucher_file
from loopbaankrediet.vouchers.contract import manifest_beside
from loopbaankrediet.vouchers.example import write_example, write_file
from loopbaankrediet.vouchers.history import VoucherHistory, history_of
from loopbaankrediet.vouchers.models import RejectedLine, VoucherFile, VoucherLine
from tests.story import FIRST_DAY, Story, first_clock
from tests.vouchers.files import LATER, ORDERED, UNDER_WAY, USED, Told, sent

pytestmark = pytest.mark.django_db
AN = "88631412496"


@pytest.fixture
def story(db: None) -> Story:
    return Story()


def history(number: str = AN) -> VoucherHistory:
    return history_of(hash_of(NationalNumber.parse(number, allow_test=True)), on=FIRST_DAY)


def counts(told: Told, folder: Path) -> bool:
    take_voucher_file(sent(folder, told), clock=first_clock())
    (voucher,) = history().vouchers
    assert voucher.weighed.why
    return voucher.counts


@pytest.mark.parametrize(
    ("told", "counted"),
    [
        (USED, True),
        (USED.but(minutes="60", last="2020-04-01"), True),
        (USED.but(minutes="59", last="2020-04-01"), False),
        (USED.but(minutes="60", status="expired"), True),
        (ORDERED, False),
        (ORDERED.but(status="expired"), False),
        (ORDERED.but(status="refunded"), False),
        (USED.but(status="withdrawn"), False),
        (UNDER_WAY, True),
        (UNDER_WAY.but(minutes="30", first="2026-12-30", last="2027-01-01", centre="C", status="finished"), True),
        (UNDER_WAY.but(minutes="30", first="2026-12-30", last="2026-12-31", centre="C", status="finished"), False),
    ],
    ids=str,
)
def test_a_voucher_counts_from_one_paid_hour_or_when_it_still_ran(
    story: Story, tmp_path: Path, told: Told, counted: bool
) -> None:
    assert counts(told, tmp_path) is counted


def test_a_voucher_under_way_ends_under_the_law_of_its_order(story: Story, tmp_path: Path) -> None:
    counts(UNDER_WAY, tmp_path)
    (voucher,) = history().vouchers
    assert voucher.weighed.under_way
    assert voucher.old_law is not None
    assert (voucher.old_law.since, voucher.old_law.until) == (date(2024, 1, 1), date(2025, 6, 30))


def test_who_is_in_no_line_of_a_whole_history_used_none_and_of_a_part_of_it_is_unknown(
    db: None, tmp_path: Path
) -> None:
    number = NationalNumber.parse(AN, allow_test=True)

    def told() -> object:
        found = facts_at_hand(number, on=FIRST_DAY, at=first_clock().now())
        return found["vouchers_used"].value if found else None

    other = [Told(who="91610907850").cells()]
    assert told() is None
    write_file(tmp_path / "deel.csv", other, period=(date(2013, 7, 1), date(2020, 12, 31)))
    take_voucher_file(tmp_path / "deel.csv", clock=first_clock())
    assert told() is None
    write_file(tmp_path / "rest.csv", [], period=(date(2021, 1, 1), date(2026, 12, 31)), extracted_on=LATER)
    take_voucher_file(tmp_path / "rest.csv", clock=first_clock())
    assert told() == 0


def test_before_the_credit_exists_vouchers_can_be_seen_already(story: Story) -> None:
    early = history_of(hash_of(NationalNumber.parse("84651741830", allow_test=True)), on=date(2026, 12, 1))
    assert early.certain == 2


# ---- every file a sender can write

DAYS = st.dates(date(2013, 1, 1), date(2027, 3, 1)).map(str)
ODD = st.sampled_from(["", "=1+1", "2020-13-01", "niets", "'", '"', "\t", "é", "-1", "99999"])
WHO = st.sampled_from([AN, "91610907850", "84651741830", "12345678901"])
LINES = st.lists(
    st.tuples(
        WHO,
        st.sampled_from(["LC-1", "LC-2", "LC-3", "LC-4"]),
        DAYS,
        DAYS | st.just(""),
        DAYS | st.just(""),
        DAYS | st.just(""),
        st.integers(0, 400).map(str),
        st.sampled_from(["'t Huis", "Zoë", ""]),
        st.sampled_from(["ordered", "active", "finished", "expired", "refunded", "withdrawn"]),
    ),
    max_size=12,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=LINES, odd=st.lists(st.tuples(st.integers(0, 11), st.integers(0, 8), ODD), max_size=4))
def test_every_line_of_any_file_ends_in_one_place_and_every_voucher_counts_or_not(
    db: None, tmp_path: Path, lines: list[tuple[str, ...]], odd: list[tuple[int, int, str]]
) -> None:
    rows = [list(line) for line in lines]
    for place, column, text in odd:
        if place < len(rows) and column != 6:
            rows[place][column] = text
    before = VoucherFile.objects.count()
    path = tmp_path / f"bestand{before}.csv"
    write_file(path, rows, extracted_on=FIRST_DAY)
    file, is_new = take_voucher_file(path, clock=first_clock())
    assert not take_voucher_file(path, clock=first_clock())[1]
    assert file.lines == len(rows) == file.added + file.replaced + file.known + file.rejected
    assert RejectedLine.objects.filter(file=file).count() == file.rejected
    assert VoucherLine.objects.filter(file=file).count() == (file.added + file.replaced)
    for number in (AN, "91610907850", "84651741830"):
        found = history(number)
        uncounted = sum(not voucher.counts for voucher in found.vouchers)
        assert found.certain + uncounted == len(found.vouchers)
        assert found.possible == found.certain + found.unread
    assert is_new or before


def test_the_example_is_the_same_for_the_same_seed_and_keeps_the_contract(story: Story, tmp_path: Path) -> None:
    one, other = tmp_path / "een.csv", tmp_path / "ander.csv"
    write_example(one, lines=300, seed=5)
    write_example(other, lines=300, seed=5)
    assert one.read_bytes() == other.read_bytes()
    assert manifest_beside(one).read_bytes() == manifest_beside(other).read_bytes()
    file, _ = take_voucher_file(one, clock=story.clock)
    assert (file.added, file.rejected) == (300, 0)
    assert file.extracted_on + timedelta(1) > file.period_until
