"""Articles are ordinary typed Python, so that a slip is found before any law is read: mypy names the line.

What mypy cannot see is refused when the article is read; in fact nothing depends on mypy alone.
"""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from loopbaankrediet.decree.errors import LiftError
from tests.docs.pages import ROOT

HEAD = """\
from loopbaankrediet.decree import Law
from loopbaankrediet.decree.dated.records import read_parameters
from loopbaankrediet.decree.facts import FACTS, LINKS, Region, Schooling
from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.loopbaankrediet.book import Amounts

SEVEN_YEARS = 84
book = Book(facts=FACTS, links=LINKS, parameters=read_parameters("loopbaankrediet.toml"))
file = book("art. 4, 3°", since="2027-01-01", known_since="2025-12-01", status="draft", source="test")


"""
SOUND = """\
@file
def sound(seniority_months: int, schooling: Schooling, residence: Region, p: Amounts) -> bool:
    \"\"\"Goed.\"\"\"
    short = schooling == Schooling.LOW and residence in (Region.FLANDERS, Region.BRUSSELS)
    return short or seniority_months >= p.seniority_months_required
"""
SLIP = '''

@file
def slip_{number}(
    seniority_months: int, schooling: Schooling, residence: Region, self_employed: bool, p: Amounts
) -> bool:
    """Fout."""
    {line}
'''
LAW = '''

@file
def granted({ground}: bool) -> bool:
    """Uitkomst."""
    return {ground}


Law("slips", "Slips", book, Amounts, "granted", ())
'''
SEEN_BY_MYPY = {
    "a misspelt amount": "return seniority_months >= p.seniority_month_required",
    "a misspelt fact": "return senority_months >= p.seniority_months_required",
    "a number for a condition": "return seniority_months",
    "a number compared with text": 'return seniority_months >= "84"',
    "a fact compared with a member of another list": "return residence == Schooling.LOW",
    "a member that does not exist": "return residence == Region.FLANDRES",
    "an amount called as a function": "return seniority_months >= p.seniority_months_required()",
    "no answer": "seniority_months >= p.seniority_months_required",
    "a sum with a list": "return seniority_months + residence.value >= p.seniority_months_required",
}
LEFT_TO_THE_LIFTER = {
    "a fact compared with loose text": 'return schooling == "laag"',
    "a number taken for a condition": "return not seniority_months",
    "a number at the end of a condition": "return bool(self_employed and seniority_months)",
    "an amount written into the article": "return seniority_months >= 84",
    "an amount from beside the book": "return seniority_months >= SEVEN_YEARS",
    "& for and, without parentheses": "return self_employed & seniority_months >= p.seniority_months_required",
    "a yes/no fact added to a number": "return seniority_months + self_employed >= p.seniority_months_required",
    "a loop": "return all(months >= p.seniority_months_required for months in (seniority_months,))",
    "rounding inside an article": "return seniority_months // p.module_minutes > 1",
}
BEGINNING = 4
"""A missing answer and a misspelt amount are reported where the article begins: so many lines above, or at its def."""


def test_mypy_finds_the_slips_it_can_see_and_nothing_in_a_sound_article(tmp_path: Path) -> None:
    everything = SEEN_BY_MYPY | LEFT_TO_THE_LIFTER
    lines = with_slips(everything.values()).splitlines()
    said = mypy(tmp_path / "articles.py", "\n".join(lines))
    wrong = {int(number) for number in re.findall(r"articles\.py:(\d+): error", said)}
    places = {slip: lines.index(f"    {line}") + 1 for slip, line in everything.items()}
    found = {slip for slip, place in places.items() if wrong & set(range(place - BEGINNING, place + 1))}
    assert found == set(SEEN_BY_MYPY), said
    assert all(any(place - BEGINNING <= line <= place for place in places.values()) for line in wrong), said


@pytest.mark.parametrize("slip", SEEN_BY_MYPY | LEFT_TO_THE_LIFTER)
def test_every_slip_is_refused_when_the_law_is_read_with_its_line(slip: str, tmp_path: Path) -> None:
    path, line = tmp_path / "articles.py", (SEEN_BY_MYPY | LEFT_TO_THE_LIFTER)[slip]
    path.write_text(with_slips([line]) + LAW.format(ground="slip_0"), encoding="utf-8")
    at = path.read_text(encoding="utf-8").splitlines().index(f"    {line}") + 1
    with pytest.raises(LiftError, match=r"articles\.py:\d+ \(slip_0\): .{20}") as refused:
        runpy.run_path(str(path))
    [told] = re.findall(r"articles\.py:(\d+)", str(refused.value))
    assert at - BEGINNING <= int(told) <= at


def test_a_law_of_sound_articles_is_read(tmp_path: Path) -> None:
    path = tmp_path / "articles.py"
    path.write_text(HEAD + SOUND + LAW.format(ground="sound"), encoding="utf-8")
    assert runpy.run_path(str(path))["book"].articles


def with_slips(lines: Iterable[str]) -> str:
    return HEAD + SOUND + "".join(SLIP.format(number=number, line=line) for number, line in enumerate(lines))


def mypy(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    options = ("--strict", "--config-file=", "--cache-dir", str(path.parent / "cache"))
    command = [sys.executable, "-m", "mypy", *options, str(path)]
    environment = os.environ | {"MYPYPATH": str(ROOT / "src")}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout
