"""A receipt proves nothing by itself: a law that nobody released, or that did not hold on the day, is found out."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from loopbaankrediet.decree import Law, decide
from loopbaankrediet.decree.archive import receipts, store
from loopbaankrediet.decree.archive.receipts import Receipt
from loopbaankrediet.decree.archive.restored import RestoredPolicy, restored
from loopbaankrediet.decree.archive.store import DAYS_FILE, Span, days_now, kept, release, stored
from loopbaankrediet.decree.deciding.policy import content_hash, policy_on
from loopbaankrediet.decree.errors import ArchiveDamaged, ReceiptRefused
from loopbaankrediet.decree.laws import LAWS
from loopbaankrediet.decree.loopbaankrediet import LAW
from tests.decree.persons import AN, KNOWN_ON, ON
from tests.decree.test_receipts import BART, stated

Content = dict[str, Any]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The laws of today, each with its days."""
    folder = tmp_path_factory.mktemp("archive")
    release(folder)
    return folder


def file_of(archive: Path, facts: dict[str, object] = BART, on: date = ON, **law: object) -> Content:
    decision = decide(facts, on=on, known_on=KNOWN_ON, **law)  # type: ignore[arg-type]  # overrides or scenario
    content: Content = json.loads(receipts.as_file(receipts.make(decision, stated(facts), archive)))
    return content


def without_fingerprint(content: Content) -> str:
    return json.dumps({name: value for name, value in content.items() if name != "fingerprint"})


def replayed(content: Content, archive: Path) -> list[str]:
    _, differences = receipts.replay_file(without_fingerprint(content), archive)
    return [difference.what for difference in differences]


# ---- a law that nobody released


def with_law(content: Content, change: Callable[[Content], object]) -> Content:
    """Another law in the receipt, and its hash with it."""
    change(content["law"]["content"])
    content["law"]["hash"] = content_hash(content["law"]["content"])
    return content


def six_thousand_minutes(law: Content) -> None:
    for parameter in law["parameters"]:
        if parameter[0] == "credit_minutes":
            parameter[3].update(value=6000, status="draft")


def test_a_law_of_ones_own_making_does_not_pass(archive: Path) -> None:
    content = with_law(file_of(archive, AN, overrides={"credit_minutes": 480}), six_thousand_minutes)
    content.update(overrides={}, results={**content["results"], "minutes": 6000})
    with pytest.raises(ReceiptRefused, match="deze wet is nooit uitgegeven"):
        replayed(content, archive)


@pytest.mark.parametrize("law", [{"overrides": {"credit_minutes": 480}}, {"scenario": "more_hours"}])
def test_a_law_that_is_not_what_its_scenario_or_parameters_give_does_not_pass(archive: Path, law: Content) -> None:
    content = with_law(file_of(archive, AN, **law), six_thousand_minutes)
    with pytest.raises(ReceiptRefused, match="deze wet is nooit uitgegeven"):
        replayed(content, archive)


@pytest.mark.parametrize(
    "law",
    [
        {"overrides": {"credit_minutes": 480}},
        {"scenario": "serv_all"},
        {"scenario": "serv_all", "overrides": {"module_minutes": 60}},
        {"scenario": "seniority_one_year", "overrides": {"seniority_months_required": 12}},
        {"scenario": "predecessor_continued"},
    ],
)
def test_what_a_scenario_and_replaced_parameters_give_today_replays(archive: Path, law: Content) -> None:
    content = file_of(archive, AN | {"vouchers_used_last_6_years": 0}, **law)
    assert content["law"]["content"] is not None
    assert replayed(content, archive) == []


def test_a_scenario_that_does_not_exist_is_named(archive: Path) -> None:
    content = file_of(archive, AN, scenario="more_hours") | {"scenario": "most_hours"}
    with pytest.raises(ReceiptRefused, match=r"nooit uitgegeven.*Scenario 'most_hours' bestaat niet"):
        replayed(content, archive)


def test_a_law_of_your_own_replays_with_that_law(archive: Path) -> None:
    own = Law("own", "Eigen wet", LAW.book, LAW.amounts, LAW.outcome, LAW.results)
    decision = decide(AN, on=ON, known_on=KNOWN_ON, law=own)
    receipt = receipts.make(decision, stated(AN), archive)
    assert receipts.replay(receipt, archive, law=own) == ()
    with pytest.raises(ReceiptRefused, match="Wet 'own' bestaat niet"):
        receipts.replay(receipt, archive)


# ---- a law on a day that was not its own


def test_the_law_of_2027_does_not_decide_in_2014(archive: Path) -> None:
    assert "dag waarop de wet gold" in replayed(file_of(archive) | {"on": "2014-01-01"}, archive)


def test_a_law_does_not_decide_after_its_last_day_or_before_it_was_known(archive: Path) -> None:
    content = file_of(archive, on=date(2024, 6, 1))
    assert replayed(content, archive) == []
    assert "dag waarop de wet gold" in replayed(content | {"on": "2026-06-01"}, archive)
    assert "dag waarop de wet gold" in replayed(file_of(archive) | {"known_on": "2020-01-01"}, archive)


def test_an_archive_from_before_the_days_were_kept_still_finds_a_law_that_had_not_begun(
    archive: Path, tmp_path: Path
) -> None:
    content = file_of(archive)
    name = f"{content['law']['hash'].removeprefix('sha256:')}.json"
    (tmp_path / name).write_bytes((archive / name).read_bytes())
    assert replayed(content, tmp_path) == []
    assert "dag waarop de wet gold" in replayed(content | {"on": "2026-12-31"}, tmp_path)


def test_each_law_of_today_is_the_law_on_its_days_and_on_no_other(archive: Path) -> None:
    for on in (date(2014, 6, 1), date(2021, 6, 1), date(2025, 11, 1), ON):
        law_hash = policy_on(on, KNOWN_ON).hash
        assert kept(law_hash, archive).held(on, KNOWN_ON)
        held = [other for other in days_now() if kept(other, archive).held(on, KNOWN_ON)]
        names = {law.name for law in LAWS}
        assert [other for other in held if kept(other, archive).policy.law.name in names] == [law_hash]


def test_the_days_of_a_law_that_was_edited_since_stay_as_long_as_the_archive_holds_it(tmp_path: Path) -> None:
    old, gone = ("sha256:" + digit * 64 for digit in "01")
    span = ["2013-07-01", None, "2013-06-01", None]
    (tmp_path / f"{'0' * 64}.json").touch()
    (tmp_path / DAYS_FILE).write_text(json.dumps({old: [span], gone: [span]}), encoding="utf-8")
    release(tmp_path)
    days = json.loads((tmp_path / DAYS_FILE).read_text(encoding="utf-8"))
    assert days[old] == [span]
    assert days.keys() == {old, *days_now()}


def test_a_span_includes_its_ends() -> None:
    span = Span(date(2027, 1, 1), date(2027, 12, 31), date(2026, 1, 1), date(2026, 6, 30))
    assert span.covers(date(2027, 1, 1), date(2026, 1, 1))
    assert span.covers(date(2027, 12, 31), date(2026, 6, 30))
    assert not span.covers(date(2028, 1, 1), date(2026, 6, 30))
    assert not span.covers(date(2027, 12, 31), date(2026, 7, 1))


@pytest.mark.parametrize("days", ["[]", '{"sha256:0": [[null, null, null, null]]}', "{"])
def test_days_that_cannot_be_read_are_said_to_be_damaged(tmp_path: Path, days: str) -> None:
    law_hash = policy_on(ON, KNOWN_ON).hash
    release(tmp_path)
    (tmp_path / DAYS_FILE).write_text(days, encoding="utf-8")
    with pytest.raises(ArchiveDamaged, match=r"in_force\.json"):
        kept(law_hash, tmp_path)


# ---- the file itself


def test_a_file_says_everything_once_and_nothing_else(archive: Path) -> None:
    text = without_fingerprint(file_of(archive))
    with pytest.raises(ReceiptRefused, match="'outcome' staat twee keer"):
        receipts.read(text.replace('{"format"', '{"outcome": "granted", "format"', 1))
    with pytest.raises(ReceiptRefused, match="'outcom' hoort hier niet"):
        receipts.read(text.replace('{"format"', '{"outcom": "granted", "format"', 1))
    with pytest.raises(ReceiptRefused, match="'note' hoort hier niet"):
        receipts.read(text.replace('"origin": {', '"note": 1, "origin": {', 1))


def test_the_fingerprint_betrays_a_changed_origin(archive: Path) -> None:
    text = json.dumps(file_of(archive))
    assert receipts.replay_file(text, archive)[1] == ()
    _, differences = receipts.replay_file(text.replace("RSZ (DmfA en Dimona)", "Rijksregister"), archive)
    assert [difference.what for difference in differences] == ["vingerafdruk van het bestand"]


@pytest.mark.parametrize("law_hash", [5, None, [], "", "5" * 5000, "sha256:../../x", "sha256:" + "G" * 64])
def test_a_hash_that_is_none_is_refused_before_anything_is_opened(archive: Path, law_hash: object) -> None:
    content = file_of(archive)
    content["law"]["hash"] = law_hash
    with pytest.raises(ReceiptRefused, match="dit is geen bewijs"):
        replayed(content, archive)
    assert stored(str(law_hash), archive) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", True),
        ("facts", []),
        ("facts", {"residence": "flanders"}),
        ("on", 20270301),
        ("on", "1 maart"),
        ("scenario", 3),
        ("overrides", {"credit_minutes": "6"}),
        ("law", None),
        ("results", ["resident"]),
        ("results", {"minutes": True}),
        ("decisive", "resident"),
        ("decisive", [1]),
        ("outcome", None),
        ("trace", 3),
        ("fingerprint", 3),
    ],
)
def test_a_field_of_another_kind_is_refused(archive: Path, name: str, value: object) -> None:
    with pytest.raises(ReceiptRefused):
        receipts.read(json.dumps(file_of(archive) | {name: value}))


@pytest.mark.parametrize("text", ["[" * 100_000, '{"format": ' + "9" * 5000 + "}", '{"format": NaN}'])
def test_a_text_made_to_break_the_reader_is_refused(text: str) -> None:
    with pytest.raises(ReceiptRefused):
        receipts.read(text)


# ---- the archive


def phrase(text: str) -> Callable[[Content], object]:
    return lambda law: law["parameters"][0].__setitem__(2, text)


def tree(plain: object) -> Callable[[Content], object]:
    return lambda law: law["articles"][0].__setitem__("tree", plain)


@pytest.mark.parametrize(
    "damage",
    [
        phrase("{value.foo}"),
        phrase("{value:>300000000}"),
        phrase("{value} {value}"),
        lambda law: law.update(results=["resident"]),
        lambda law: law.update(parameters=[3]),
        tree(["Compare", ["Constant", 1], "; import os; 1 <", ["Constant", 1]]),
        tree(["Parameter", "credit_minutes}"]),
        tree(["Constant", "1"]),
    ],
)
def test_a_law_that_nobody_could_have_written_is_not_restored(damage: Callable[[Content], object]) -> None:
    law = json.loads(json.dumps(policy_on(ON, KNOWN_ON).canonical()))
    damage(law)
    with pytest.raises(ArchiveDamaged):
        restored(law)


def test_a_law_is_restored_once_however_many_receipts_rest_on_it(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, restorations = file_of(archive), list[object]()

    def counted(law: Content) -> RestoredPolicy:
        restorations.append(law)
        return restored(law)

    kept.cache_clear()
    monkeypatch.setattr(store, "restored", counted)
    receipt: Receipt = receipts.read(without_fingerprint(content))
    assert [receipts.replay(receipt, archive) for _ in range(3)] == [(), (), ()]
    assert len(restorations) == 1
