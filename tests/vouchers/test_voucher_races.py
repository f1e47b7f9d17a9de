"""Two hands on one file, a crash in the middle, a contest during a decision: nothing twice, nothing lost."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from loopbaankrediet.credit.models import Application, ApplicationState
from loopbaankrediet.credit.queries import facts_of
from loopbaankrediet.flows import voucher_history
from loopbaankrediet.flows.voucher_history import contest_voucher, take_vouchers
from loopbaankrediet.journal.models import SubjectKey
from loopbaankrediet.vouchers.example import write_example
from loopbaankrediet.vouchers.models import VoucherFile, VoucherLine
from tests.story import Story
from tests.vouchers.files import USED, sent

AtOnce = Callable[[Sequence[Callable[[], object]]], list[object]]


@pytest.fixture
def story(committed_database: str) -> Story:
    return Story()


@pytest.mark.race
def test_one_file_given_by_two_at_once_is_taken_once(story: Story, at_once: AtOnce, tmp_path: Path) -> None:
    path = tmp_path / "groot.csv"
    write_example(path, lines=2_000, seed=3)
    outcomes = at_once([lambda: take_vouchers(path, clock=story.clock)] * 4)
    assert sorted(isinstance(told, tuple) and told[1] for told in outcomes) == [False, False, False, True]
    assert not [told for told in outcomes if isinstance(told, Exception)]
    assert VoucherFile.objects.filter(name=path.name).count() == 1
    assert VoucherLine.objects.filter(file__name=path.name).count() == 2_000


@pytest.mark.race
def test_two_corrections_of_one_voucher_at_once_are_two_versions(story: Story, at_once: AtOnce, tmp_path: Path) -> None:
    paths = [sent(tmp_path, USED.but(minutes=str(60 + n)), name=f"{n}.csv") for n in range(3)]
    at_once([partial(take_vouchers, path, clock=story.clock) for path in paths])
    lines = VoucherLine.objects.filter(voucher_number=USED.number).order_by("version")
    assert list(lines.values_list("version", flat=True)) == [1, 2, 3]
    assert {line.minutes_paid for line in lines} == {60, 61, 62}


@pytest.mark.race
def test_a_contest_at_the_moment_of_the_application_is_never_counted(story: Story, at_once: AtOnce) -> None:
    hanne, number = story.person("hanne").id, "LC2025-020954"

    def contests() -> object:
        return contest_voucher(
            person_id=hanne, voucher_number=number, what="Niet van mij", proof="", **story.act("hanne")
        )

    outcomes = at_once([lambda: story.apply("hanne"), contests])
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    found = Application.objects.get(person_id=hanne)
    assert (found.state, facts_of(found)["vouchers_used"].value) == (
        ApplicationState.UNDETERMINED,
        {"min": 1, "max": 2},
    )


def test_a_crash_in_the_middle_leaves_nothing_and_the_file_can_be_given_again(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "stuk.csv"
    write_example(path, lines=500, seed=4)
    with monkeypatch.context() as broken:
        broken.setattr("loopbaankrediet.vouchers.actions.files.record_act", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            take_vouchers(path, clock=story.clock)
    assert not VoucherFile.objects.filter(name=path.name).exists()
    assert take_vouchers(path, clock=story.clock)[1]
    assert VoucherLine.objects.filter(file__name=path.name).count() == 500


def test_who_was_not_decided_again_before_a_crash_is_when_the_file_is_given_again(
    story: Story, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.apply("fatima")
    refunded = USED.but(
        who="fatima", number="LC2019-004217", activated="", first="", last="", minutes="0", status="refunded"
    )
    path = sent(tmp_path, refunded)
    with monkeypatch.context() as broken:
        broken.setattr(voucher_history, "decide_again", _interrupt)
        with pytest.raises(KeyboardInterrupt):
            take_vouchers(path, clock=story.clock)
    assert story.balance("fatima").received == 120
    assert not take_vouchers(path, clock=story.clock)[1]
    assert story.balance("fatima").received == 360


def test_a_file_that_tells_of_an_erased_person_is_taken_and_makes_her_no_new_key(story: Story, tmp_path: Path) -> None:
    story.apply("hanne")
    hanne = story.person("hanne").id
    SubjectKey.objects.using("owner").filter(subject_id=hanne).delete()
    told = USED.but(who="hanne", number="LC2025-020954", status="withdrawn")
    assert take_vouchers(sent(tmp_path, told), clock=story.clock)[1]
    assert not SubjectKey.objects.filter(subject_id=hanne).exists()


def _interrupt(*_: Any, **__: Any) -> None:
    raise KeyboardInterrupt
