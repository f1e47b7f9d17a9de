"""The folder of VDAB and the command: good files go by themselves, bad ones are kept apart with their reason."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

from loopbaankrediet.cli import main, voucher_commands
from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.flows.voucher_folder import collect_voucher_files
from loopbaankrediet.platform.places import private_folder
from loopbaankrediet.vouchers.models import RefusedVoucherFile, VoucherFile, VoucherLine
from tests.story import Story
from tests.vouchers.files import UNDER_WAY, USED, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(db: None) -> Story:
    return Story()


@pytest.fixture
def inbox() -> Iterator[Path]:
    folder = private_folder(settings.VOUCHER_INBOX)
    yield folder
    shutil.rmtree(folder)


def test_a_file_is_taken_once_and_leaves_no_national_number_behind(story: Story, inbox: Path) -> None:
    sent(inbox, USED, UNDER_WAY.but(status="klaar"))
    assert (collect_voucher_files(), collect_voucher_files()) == (1, 0)
    assert sorted(path.name for path in (inbox / "taken").iterdir()) == ["cheques.rejects.csv", "cheques.toml"]
    left = [path.read_text() for path in inbox.rglob("*") if path.is_file()]
    assert not any(BY_KEY["an"].national_number in text for text in left)
    assert VoucherLine.objects.filter(voucher_number=USED.number).exists()


def test_a_file_whose_manifest_is_still_coming_waits(story: Story, inbox: Path) -> None:
    path = sent(inbox, USED)
    late = path.with_suffix(".toml").rename(inbox / "later")
    assert collect_voucher_files() == 0
    late.rename(path.with_suffix(".toml"))
    assert collect_voucher_files() == 1


@pytest.mark.parametrize(
    "line", ["a = " + "[" * 50_000, "lines = " + "9" * 5000, "lines = " + "9" * 18, "lines = 0x" + "f" * 90]
)
def test_a_manifest_that_nobody_foresaw_stops_no_other_file(story: Story, inbox: Path, line: str) -> None:
    manifest = sent(inbox, USED, name="aa.csv").with_suffix(".toml")
    kept = [row for row in manifest.read_text().splitlines() if not row.startswith(line.split(" =")[0] + " =")]
    manifest.write_text("\n".join([*kept, line]))
    sent(inbox, UNDER_WAY, name="bb.csv")
    assert (collect_voucher_files(), collect_voucher_files()) == (1, 0)
    assert RefusedVoucherFile.objects.get().name == "aa.csv"


def test_a_file_name_that_is_not_utf_8_stops_no_other_file(story: Story, inbox: Path) -> None:
    good = sent(inbox, USED, name="aa.csv")
    for path in (good, good.with_suffix(".toml")):
        path.rename(inbox / f"aa\udcff{path.suffix}")
    sent(inbox, UNDER_WAY, name="bb.csv")
    assert (collect_voucher_files(), collect_voucher_files()) == (1, 0)
    assert RefusedVoucherFile.objects.get().name == "aa?.csv"


def test_a_bad_file_stops_no_other_and_is_told_to_the_officers(story: Story, inbox: Path) -> None:
    bad = sent(inbox, USED, name="aa.csv")
    bad.write_bytes(bad.read_bytes() + b"x")
    sent(inbox, UNDER_WAY, name="bb.csv")
    assert collect_voucher_files() == 1
    refused = RefusedVoucherFile.objects.get()
    assert refused.name == "aa.csv"
    assert "controlesom" in refused.why
    assert sorted(path.name for path in (inbox / "refused").iterdir()) == ["aa.csv", "aa.toml"]


@pytest.fixture
def on_this_database(monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def already_there() -> Iterator[None]:
        yield

    monkeypatch.setattr(voucher_commands, "database", already_there)
    monkeypatch.setattr("django.setup", lambda: None)


def test_the_command_tells_what_it_took_and_where_the_rejects_are(
    story: Story, on_this_database: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sent(tmp_path, USED, UNDER_WAY.but(status="klaar"))
    assert main(["vouchers", "import", str(path)]) == 0
    told = capsys.readouterr()
    assert told.out == "2 regels gelezen: 1 nieuw, 0 verbeterd, 0 al gekend, 1 niet bruikbaar.\n"
    assert "cheques.rejects.csv" in told.err
    assert "Deze status kennen we niet." in (tmp_path / "cheques.rejects.csv").read_text()
    assert main(["vouchers", "import", str(path)]) == 0
    assert "Dit bestand hadden we al" in capsys.readouterr().out


def test_the_command_refuses_a_bad_file_with_1_and_says_how_to_mend_it(
    story: Story, on_this_database: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = VoucherFile.objects.count()
    assert main(["vouchers", "import", str(tmp_path / "niets.csv")]) == 1
    assert "niets.toml ontbreekt" in capsys.readouterr().err
    assert VoucherFile.objects.count() == before
    assert RefusedVoucherFile.objects.get().name == "niets.csv"


def test_the_command_makes_an_example_that_can_be_taken(
    story: Story, on_this_database: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "voorbeeld.csv"
    assert main(["vouchers", "example", str(path), "--lines", "50", "--seed", "9"]) == 0
    assert main(["vouchers", "import", str(path)]) == 0
    assert "50 regels gelezen: 50 nieuw" in capsys.readouterr().out
