"""A stored decision can be computed again, ground by ground and word by word, also after the law was edited."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import loopbaankrediet
from loopbaankrediet.decree import Decision, FactRefused, Range, decide
from loopbaankrediet.decree.archive import receipts
from loopbaankrediet.decree.archive.receipts import Receipt, Stated
from loopbaankrediet.decree.archive.restored import restored
from loopbaankrediet.decree.archive.store import FOLDER, days_now, kept, release, released_now, stored
from loopbaankrediet.decree.deciding.decide import decide_under
from loopbaankrediet.decree.deciding.editions import Edition, editions
from loopbaankrediet.decree.deciding.given import read_facts
from loopbaankrediet.decree.deciding.policy import Policy
from loopbaankrediet.decree.errors import ArchiveDamaged, ReceiptRefused
from loopbaankrediet.decree.laws import LAWS
from tests.decree.persons import AN, KNOWN_ON, ON
from tests.decree.test_changes import persons

SOURCE = Path(loopbaankrediet.__file__).parent
ORIGIN = {"source": "RSZ (DmfA en Dimona)", "at": "2027-03-01T09:00:00+01:00"}
BART = AN | {"seniority_months": 72, "schooling": None}
EDITIONS = [(law.name, edition) for law in LAWS for edition in editions(law, KNOWN_ON)]


def stated(facts: Mapping[str, object]) -> dict[str, Stated]:
    return {name: Stated(value, ORIGIN) for name, value in facts.items()}


def receipt_of(facts: Mapping[str, object], on: date = ON, **law: object) -> Receipt:
    decision = decide(facts, on=on, known_on=KNOWN_ON, **law)  # type: ignore[arg-type]  # overrides or scenario
    return receipts.read(json.dumps(receipts.make(decision, stated(facts)).as_dict()))


# ---- the archive


def test_every_law_a_decision_can_rest_on_today_is_in_the_archive() -> None:
    missing = [f"{p.law.name} {law_hash}" for law_hash, p in released_now().items() if stored(law_hash) is None]
    assert missing == [], "run: loopbaankrediet law release"
    assert {law_hash: kept(law_hash).spans for law_hash in released_now()} == days_now(), "run: law release"


@pytest.mark.parametrize(("name", "edition"), EDITIONS, ids=[f"{name} {e.since}" for name, e in EDITIONS])
def test_the_law_of_each_start_day_is_in_the_archive_and_decides_alike(name: str, edition: Edition) -> None:
    since, _, policy = edition
    content = stored(policy.hash)
    assert content is not None
    again = restored(content)
    assert again.hash == policy.hash
    for person in [*persons(25, seed=4), *persons(15, seed=5, unknown=0.2)]:
        now = decide(person, on=since, known_on=KNOWN_ON)
        read = {fact: value for fact, value in person.items() if fact in again.law.book.facts}
        given = read_facts(read, again.law.book.facts, again.law.book.links)
        then = decide_under(again, given, on=since, known_on=KNOWN_ON)
        assert trace(then) == trace(now), (name, person)


def trace(decision: Decision) -> str:
    said = decision.as_dict() | {"remedies": []}
    words = [reason.sentence for reason in decision.why()] + [decision.why_amount(r) for r in decision.results]
    return json.dumps([said, words], ensure_ascii=False)


def test_the_restored_law_is_the_stored_one_article_for_article() -> None:
    for policy in released_now().values():
        content = json.loads(json.dumps(policy.canonical()))
        again = json.loads(json.dumps(Policy.canonical(restored(content))))
        for article in [*content["articles"], *again["articles"]]:
            article["since"] = ""
        assert again == content


def test_every_law_ever_released_can_still_decide() -> None:
    kept_laws = [f"sha256:{path.stem}" for path in sorted(FOLDER.glob("?" * 64 + ".json"))]
    assert len(kept_laws) > len(released_now())
    for law_hash in kept_laws:
        content = stored(law_hash)
        assert content is not None
        law = restored(content)
        given = read_facts({}, law.law.book.facts, law.law.book.links)
        assert decide_under(law, given, on=ON, known_on=KNOWN_ON).law.hash == law_hash


def test_releasing_twice_adds_nothing_and_changes_nothing(tmp_path: Path) -> None:
    assert sorted(release(tmp_path)) == sorted(released_now())
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert release(tmp_path) == []
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_a_changed_file_of_the_archive_is_found_out(tmp_path: Path) -> None:
    receipt = receipt_of(BART)
    name = f"{receipt.law_hash.removeprefix('sha256:')}.json"
    text = (FOLDER / name).read_text(encoding="utf-8")
    (tmp_path / name).write_text(text.replace("84", "60", 1), encoding="utf-8")
    with pytest.raises(ArchiveDamaged, match="past niet bij zijn naam"):
        receipts.replay(receipt, tmp_path)


@pytest.mark.parametrize("damage", [["Divide", 1, 2], ["Not", ["Constant", True]], "granted", []])
def test_a_tree_that_no_article_could_have_is_refused(damage: object) -> None:
    policy = next(iter(released_now().values()))
    content = json.loads(json.dumps(policy.canonical()))
    content["articles"][0]["tree"] = damage
    with pytest.raises(ArchiveDamaged):
        restored(content)


def test_the_archive_is_not_read_before_it_is_asked_for() -> None:
    program = (
        "import sys; opened = []; sys.addaudithook(lambda e, a: e == 'open' and opened.append(str(a[0]))); "
        "from loopbaankrediet.cli import main; main(['law', 'list']); "
        "sys.exit(any('archive' in name and name.endswith('.json') for name in opened))"
    )
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, check=False).returncode == 0


# ---- receipts


@pytest.mark.parametrize("on", [ON, date(2015, 6, 1), date(2021, 6, 1), date(2024, 6, 1), date(2025, 11, 1)], ids=str)
def test_a_receipt_replays_to_the_same_decision(on: date) -> None:
    for person in persons(20, seed=6, unknown=0.15):
        receipt = receipt_of(person, on)
        assert receipt.content is None
        assert receipts.replay(receipt) == ()


def test_a_receipt_says_where_each_fact_came_from_and_takes_ranges() -> None:
    receipt = receipt_of(AN | {"seniority_months": Range(60, 90)})
    assert receipt.facts["seniority_months"] == Stated({"min": 60, "max": 90}, ORIGIN)
    assert (receipt.outcome, receipts.replay(receipt)) == ("undetermined", ())


def test_a_receipt_under_another_law_carries_that_law() -> None:
    lowered = receipt_of(BART, overrides={"seniority_months_required": 60})
    assert (lowered.outcome, lowered.overrides) == ("granted", {"seniority_months_required": 60})
    assert lowered.content is not None
    assert receipts.replay(lowered) == ()


@pytest.mark.parametrize("scenario", ["seniority_one_year", "renewal_after_six_years", "predecessor_continued"])
def test_a_receipt_under_a_scenario_names_it_and_replays(scenario: str) -> None:
    receipt = receipt_of(AN | {"vouchers_used_last_6_years": 0}, scenario=scenario)
    assert receipt.scenario == scenario
    assert receipts.replay(receipt) == ()


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("outcome", "granted", "uitkomst"),
        ("results", {"minutes": 360}, "resultaten"),
        ("decisive", ("resident",), "beslissende gronden"),
        ("trace", "sha256:0", "spoor"),
        ("scenario", "seniority_one_year", "scenario"),
        ("overrides", {"credit_minutes": 1}, "vervangen parameters"),
        ("law", "loopbaancheques", "naam van de wet"),
        ("on", date(2027, 3, 2), "spoor"),
        ("known_on", date(2026, 11, 22), "spoor"),
        ("facts", stated(BART | {"seniority_months": 71}), "spoor"),
        ("facts", stated(AN), "uitkomst"),
    ],
)
def test_whatever_was_changed_in_a_receipt_is_named(field: str, value: object, named: str) -> None:
    forged = replace(receipt_of(BART), **{field: value})  # type: ignore[arg-type]  # one field of the receipt
    differences = receipts.replay(forged)
    assert named in {difference.what.split(" (")[0] for difference in differences}
    assert all("bewijs" in str(difference) for difference in differences)


def test_a_receipt_whose_law_is_nowhere_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReceiptRefused, match="staat niet in het archief"):
        receipts.replay(receipt_of(BART), tmp_path)


def test_a_law_in_a_receipt_cannot_pass_for_another() -> None:
    lowered = receipt_of(BART, overrides={"seniority_months_required": 60})
    assert lowered.content is not None
    content = json.loads(json.dumps(lowered.content).replace("60", "61"))
    with pytest.raises(ReceiptRefused, match="is niet de wet"):
        receipts.replay(replace(lowered, content=content))


def test_a_receipt_is_made_only_of_the_facts_of_its_decision() -> None:
    decision = decide(BART, on=ON, known_on=KNOWN_ON)
    with pytest.raises(ReceiptRefused, match="niet de feiten"):
        receipts.make(decision, stated(AN))
    with pytest.raises(FactRefused, match="senority"):
        receipts.make(decision, stated(BART | {"senority": 1}))


@pytest.mark.parametrize("text", ["", "{}", "[]", "3", '{"format": 2}', '{"format": 1, "facts": []}'])
def test_what_is_no_receipt_is_refused(text: str) -> None:
    with pytest.raises(ReceiptRefused):
        receipts.read(text)


# ---- after the law was edited


def run(source: Path, *words: str) -> subprocess.CompletedProcess[str]:
    program = "import sys; from loopbaankrediet.cli import main; sys.exit(main())"
    environment = os.environ | {"PYTHONPATH": str(source)}
    return subprocess.run(
        [sys.executable, "-c", program, *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
        env=environment,
    )


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A copy of the platform whose article on seniority, words, amounts and facts have changed."""
    source = tmp_path / "edited"
    ignored = shutil.ignore_patterns("__pycache__", "static", "templates", "migrations")
    shutil.copytree(SOURCE, source / "loopbaankrediet", ignore=ignored)
    decree = source / "loopbaankrediet" / "decree"
    rewrite(decree / "loopbaankrediet" / "chapter2_credit.py", "seniority_months >= p.", "seniority_months > p.")
    rewrite(
        decree / "loopbaankrediet" / "chapter2_credit.py", "Je werkte in je loopbaan lang genoeg", "Je werkte genoeg"
    )
    rewrite(decree / "parameters" / "loopbaankrediet.toml", "value = 84", "value = 60")
    rewrite(decree / "facts.py", 'says="Je werkte in totaal {value}."', 'says="Je werkte al {value}."')
    return source


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_old_receipt_replays_after_the_article_was_edited(tmp_path: Path, edited: Path) -> None:
    facts, receipt = tmp_path / "bart.json", tmp_path / "receipt.json"
    facts.write_text(json.dumps(BART), encoding="utf-8")
    days = ("--on", ON.isoformat(), "--known-on", KNOWN_ON.isoformat())
    before = run(SOURCE.parent, "decide", str(facts), *days, "--receipt", str(receipt))
    after = run(edited, "decide", str(facts), *days)
    assert [json.loads(done.stdout)["outcome"] for done in (before, after)] == ["refused", "granted"]
    again = run(edited, "replay", str(receipt))
    assert (again.returncode, again.stderr) == (0, "")
    rewrite(receipt, '"outcome": "refused"', '"outcome": "granted"')
    forged = run(edited, "replay", str(receipt))
    assert (forged.returncode, forged.stdout) == (1, "")
    assert "uitkomst: in het bewijs staat granted, herberekend refused" in forged.stderr


def test_who_edits_an_article_is_told_to_release_it(edited: Path) -> None:
    program = (
        "from loopbaankrediet.decree.archive.store import released_now, stored; "
        "print([p.law.name for h, p in released_now().items() if stored(h) is None])"
    )
    environment = os.environ | {"PYTHONPATH": str(edited)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert "loopbaankrediet" in done.stdout


def test_receipts_do_not_depend_on_the_order_in_which_facts_were_given() -> None:
    names = list(BART)
    random.Random(7).shuffle(names)
    assert receipt_of({name: BART[name] for name in names}).trace == receipt_of(BART).trace
