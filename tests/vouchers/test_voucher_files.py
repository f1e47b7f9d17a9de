"""A file of VDAB is taken whole, once, line by line; what cannot be used is named, never guessed and never lost."""

import logging
from datetime import date
from pathlib import Path

import pytest

from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.flows.voucher_history import take_vouchers
from loopbaankrediet.vouchers.errors import (
    ChecksumWrong,
    CountWrong,
    ExtractedLater,
    FileTooOld,
    FileUnknown,
    HeaderWrong,
    ManifestMissing,
    ManifestRefused,
    SumWrong,
    VersionUnknown,
    VoucherFileRefused,
)
from loopbaankrediet.vouchers.faults import Fault
from loopbaankrediet.vouchers.lines import LONGEST_LINE
from loopbaankrediet.vouchers.models import RejectedLine, VoucherFile, VoucherLine
from loopbaankrediet.vouchers.queries import reconciliation
from loopbaankrediet.vouchers.rejects import write_rejects
from tests.story import Story
from tests.vouchers.files import ORDERED, UNDER_WAY, USED, Told, line, raw, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db: None) -> Story:
    return Story()


def taken(story: Story, path: Path) -> VoucherFile:
    return take_vouchers(path, clock=story.clock)[0]


def faults(file: VoucherFile) -> list[tuple[int, str, str]]:
    rows = RejectedLine.objects.filter(file=file).order_by("line_number")
    return list(rows.values_list("line_number", "fault", "column"))


def test_every_line_of_a_good_file_is_taken(story: Story, tmp_path: Path) -> None:
    file = taken(story, sent(tmp_path, USED, UNDER_WAY, ORDERED))
    assert (file.lines, file.added, file.rejected, file.minutes_paid) == (3, 3, 0, 240)
    held = VoucherLine.objects.get(voucher_number=USED.number)
    assert (held.centre, held.minutes_paid, held.first_paid_on) == ("'t Loopbaanhuis", 240, date(2020, 4, 1))


def test_the_same_file_again_changes_nothing(story: Story, tmp_path: Path) -> None:
    path = sent(tmp_path, USED)
    first, again = take_vouchers(path, clock=story.clock), take_vouchers(path, clock=story.clock)
    assert (first[1], again[1]) == (True, False)
    assert first[0].id == again[0].id
    assert VoucherLine.objects.filter(voucher_number=USED.number).count() == 1


def test_a_corrected_line_replaces_the_earlier_one_which_stays_readable(story: Story, tmp_path: Path) -> None:
    taken(story, sent(tmp_path, USED, UNDER_WAY))
    file = taken(story, sent(tmp_path, USED.but(minutes="45", last="2020-04-01"), UNDER_WAY, name="beter.csv"))
    assert (file.replaced, file.known, file.added) == (1, 1, 0)
    versions = VoucherLine.objects.filter(voucher_number=USED.number).order_by("version")
    assert list(versions.values_list("version", "minutes_paid")) == [(1, 240), (2, 45)]


def test_an_older_extract_cannot_undo_a_newer_one(story: Story, tmp_path: Path) -> None:
    taken(story, sent(tmp_path, USED.but(minutes="45")))
    with pytest.raises(FileTooOld, match="1 februari 2027"):
        taken(story, sent(tmp_path, USED, name="oud.csv", extracted_on=date(2027, 1, 4)))
    assert VoucherLine.objects.filter(voucher_number=USED.number).count() == 1


def test_an_extract_of_a_day_that_must_still_come_is_refused(story: Story, tmp_path: Path) -> None:
    with pytest.raises(ExtractedLater):
        taken(story, sent(tmp_path, USED, extracted_on=date(2027, 3, 2)))


def test_a_truncated_file_is_refused_whole(story: Story, tmp_path: Path) -> None:
    path = sent(tmp_path, USED, UNDER_WAY)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(ChecksumWrong):
        taken(story, path)
    assert not VoucherLine.objects.filter(voucher_number=USED.number).exists()


@pytest.mark.parametrize("count", ["1", "3", "0"])
def test_a_wrong_count_refuses_all_of_it(story: Story, tmp_path: Path, count: str) -> None:
    with pytest.raises(CountWrong):
        taken(story, raw(tmp_path, [line(USED), line(ORDERED)], {"lines": count, "minutes_paid": "240"}))
    assert not VoucherLine.objects.filter(voucher_number=USED.number).exists()


def test_a_wrong_sum_of_minutes_refuses_all_of_it(story: Story, tmp_path: Path) -> None:
    with pytest.raises(SumWrong, match="240"):
        taken(story, raw(tmp_path, [line(USED)], {"minutes_paid": "239"}))
    assert not VoucherLine.objects.filter(voucher_number=USED.number).exists()


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"version": "2"}, VersionUnknown),
        ({"format": '"iets anders"'}, FileUnknown),
        ({"lines": '"een"'}, ManifestRefused),
        ({"lines": "-1"}, ManifestRefused),
        ({"extra": "1"}, ManifestRefused),
        ({"period_from": "2027-01-01"}, ManifestRefused),
        ({"period_until": "2027-02-28"}, ManifestRefused),
        ({"sha256": '"00"'}, ChecksumWrong),
        ({"sha256": "dit is geen toml"}, ManifestRefused),
    ],
    ids=str,
)
def test_a_manifest_that_is_wrong_is_refused_with_what_to_send(
    story: Story, tmp_path: Path, said: dict[str, str], refusal: type[VoucherFileRefused]
) -> None:
    with pytest.raises(refusal):
        taken(story, raw(tmp_path, [line(USED)], {"minutes_paid": "240"} | said))


def test_a_file_without_manifest_is_refused(story: Story, tmp_path: Path) -> None:
    path = sent(tmp_path, USED)
    path.with_suffix(".toml").unlink()
    with pytest.raises(ManifestMissing, match=r"cheques\.toml"):
        taken(story, path)


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(story: Story, tmp_path: Path) -> None:
    header = b"\xef\xbb\xbf" + raw(tmp_path, []).read_bytes().strip()
    file = taken(story, raw(tmp_path, [line(USED)], {"minutes_paid": "240"}, header=header, end=b"\r\n"))
    assert (file.added, file.rejected) == (1, 0)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_another_encoding_of_the_whole_file_is_refused(story: Story, tmp_path: Path, encoding: str) -> None:
    header = raw(tmp_path, []).read_text().strip().encode(encoding)
    with pytest.raises(HeaderWrong, match="UTF-8"):
        taken(story, raw(tmp_path, [line(USED)], header=header))


BAD_LINES = [
    (line(USED.but(centre="Zoë")).replace("ë".encode(), b"\xeb"), Fault.ENCODING, ""),
    (line(USED.but(centre="a" * LONGEST_LINE)), Fault.TOO_LONG, ""),
    (line(USED.but(centre='"half')), Fault.QUOTES, ""),
    (line(USED) + b",nog iets", Fault.COLUMNS, ""),
    (b"", Fault.COLUMNS, ""),
    (line(USED.but(who="84651741831")), Fault.NATIONAL_NUMBER, "national_number"),
    (line(USED.but(number="=1+1")), Fault.VOUCHER_NUMBER, "voucher_number"),
    (line(USED.but(number="lc")), Fault.VOUCHER_NUMBER, "voucher_number"),
    (line(USED.but(ordered="2/3/2020")), Fault.DAY, "ordered_on"),
    (line(USED.but(ordered="")), Fault.DAY, "ordered_on"),
    (line(USED.but(last="2020-02-30")), Fault.DAY, "last_paid_on"),
    (line(USED.but(minutes="240,5")), Fault.COLUMNS, ""),
    (line(USED.but(minutes="-60")), Fault.MINUTES, "minutes_paid"),
    (line(USED.but(minutes="6001")), Fault.MINUTES, "minutes_paid"),
    (line(USED.but(minutes="٢٤٠")), Fault.MINUTES, "minutes_paid"),
    (line(USED.but(status="klaar")), Fault.STATUS, "status"),
    (line(USED.but(centre="\tCentrum")), Fault.TEXT, "centre"),
    (line(USED.but(centre="=HYPERLINK(1)")), Fault.FORMULA, "centre"),
    (line(USED.but(centre="@SUM(A1)")), Fault.FORMULA, "centre"),
    (line(USED.but(centre="+1+1")), Fault.FORMULA, "centre"),
    (line(USED.but(activated="2020-01-01")), Fault.ORDER, ""),
    (line(USED.but(last="2027-02-02")), Fault.FUTURE, ""),
    (line(USED.but(ordered="2013-06-30")), Fault.PERIOD, "ordered_on"),
    (line(USED.but(first="")), Fault.PAID, "minutes_paid"),
    (line(USED.but(minutes="0")), Fault.PAID, "minutes_paid"),
    (line(USED.but(centre="")), Fault.CENTRE, "centre"),
    (line(UNDER_WAY.but(activated="")), Fault.ACTIVATED, "activated_on"),
    (line(USED.but(status="refunded")), Fault.UNPAID, "status"),
]


@pytest.mark.parametrize(("bad", "fault", "column"), BAD_LINES, ids=lambda value: str(value)[:24])
def test_a_bad_line_is_named_and_the_good_ones_beside_it_are_taken(
    story: Story, tmp_path: Path, bad: bytes, fault: Fault, column: str
) -> None:
    good = USED.but(number="LC2020-999999")
    file = taken(story, raw(tmp_path, [bad, line(good)], {"minutes_paid": _sum(bad, good)}))
    assert faults(file) == [(2, fault, column)]
    assert (file.added, file.rejected) == (1, 1)


def _sum(bad: bytes, good: Told) -> str:
    """The minutes of both lines, as far as the first can be read."""
    cells = bad.decode("utf-8", "replace").split(",")
    known = len(cells) > 6 and cells[6].isascii() and cells[6].isdigit() and len(bad) < LONGEST_LINE
    return str(int(good.minutes) + (int(cells[6]) if known else 0))


@pytest.mark.parametrize("name", ["'t Loopbaanhuis", "@Work", "Zoë & Çavuş", "-punt-", 'O\'Neill "Coaching"'])
def test_names_with_apostrophes_and_other_marks_are_just_names(story: Story, tmp_path: Path, name: str) -> None:
    taken(story, sent(tmp_path, USED.but(centre=name)))
    assert VoucherLine.objects.get(voucher_number=USED.number).centre == name


def test_a_line_that_repeats_counts_once_and_two_that_contradict_count_neither(story: Story, tmp_path: Path) -> None:
    file = taken(story, sent(tmp_path, USED, USED, UNDER_WAY, UNDER_WAY.but(who="bart")))
    assert faults(file) == [
        (3, Fault.REPEATED, "voucher_number"),
        (4, Fault.CONTRADICTED, "voucher_number"),
        (5, Fault.CONTRADICTED, "voucher_number"),
    ]
    assert file.added == 1


def test_the_file_of_rejects_says_where_what_and_how_and_repeats_no_national_number(
    story: Story, tmp_path: Path
) -> None:
    file = taken(story, sent(tmp_path, USED.but(status="klaar"), UNDER_WAY))
    write_rejects(file, tmp_path / "terug.csv")
    text = (tmp_path / "terug.csv").read_text(encoding="utf-8").splitlines()
    assert text[0] == "line,column,voucher_number,fault,what,mend"
    assert text[1].startswith("2,status,LC2020-000001,status,Deze status kennen we niet.,")
    assert BY_KEY["an"].national_number not in "".join(text)


def test_a_national_number_is_in_no_log_and_no_table(
    story: Story, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    number = BY_KEY["an"].national_number
    with caplog.at_level(logging.DEBUG):
        file = taken(story, sent(tmp_path, USED, UNDER_WAY.but(status="klaar")))
    assert number not in caplog.text
    for model in (VoucherFile, VoucherLine, RejectedLine):
        assert number not in str(list(model._default_manager.order_by("pk").values()))
    assert file.rejected == 1


def test_all_lines_of_all_files_add_up(story: Story, tmp_path: Path) -> None:
    taken(story, sent(tmp_path, USED, UNDER_WAY, ORDERED.but(status="klaar")))
    taken(story, sent(tmp_path, USED.but(minutes="60"), UNDER_WAY, ORDERED, name="twee.csv"))
    sums = reconciliation()
    assert sums.lines == sums.added + sums.replaced + sums.known + sums.rejected
    assert sums.vouchers == sums.added
