"""Articles are ordinary typed Python, so that a slip is found before any law is read: mypy names the line."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from loopbaankrediet.decree.errors import LiftError
from tests.docs.pages import ROOT

HEAD = """\
from loopbaankrediet.decree.facts import FACTS, LINKS, Region, Schooling
from loopbaankrediet.decree.language.book import Book
from loopbaankrediet.decree.loopbaankrediet.book import Amounts

file = Book(facts=FACTS, links=LINKS, parameters={})(
    "art. 4, 3°", since="2027-01-01", known_since="2025-12-01", status="draft"
)


"""
SOUND = """\
@file
def sound(seniority_months: int, schooling: Schooling, residence: Region, p: Amounts) -> bool:
    \"\"\"Goed.\"\"\"
    short = schooling == Schooling.LOW and residence in (Region.FLANDERS, Region.BRUSSELS)
    return short or seniority_months >= p.seniority_months_required
"""
SLIPS = {
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
SLIP = '''

@file
def slip_{number}(seniority_months: int, schooling: Schooling, residence: Region, p: Amounts) -> bool:
    """Fout."""
    {line}
'''
HEAD_OF_ARTICLE = 2
"""A missing answer is reported where the article begins."""
LEFT_TO_THE_LIFTER = {
    "a fact compared with loose text": 'return schooling == "laag"',
    "a number taken for a condition": "return not seniority_months",
    "an amount written into the article": "return seniority_months >= 84",
}


def test_mypy_finds_each_seeded_slip_and_nothing_in_a_sound_article(tmp_path: Path) -> None:
    lines = with_articles(SLIPS).splitlines()
    said = mypy(tmp_path / "articles.py", "\n".join(lines))
    wrong = {int(number) for number in re.findall(r"articles\.py:(\d+): error", said)}
    places = {slip: lines.index(f"    {line}") + 1 for slip, line in SLIPS.items()}
    seeded = {slip: {place, place - HEAD_OF_ARTICLE} for slip, place in places.items()}
    assert [slip for slip, lines_of_slip in seeded.items() if not lines_of_slip & wrong] == []
    assert wrong <= set().union(*seeded.values()), said


@pytest.mark.parametrize("slip", LEFT_TO_THE_LIFTER)
def test_what_mypy_cannot_see_is_refused_when_the_article_is_read(slip: str, tmp_path: Path) -> None:
    path = tmp_path / "articles.py"
    line = LEFT_TO_THE_LIFTER[slip]
    path.write_text(with_articles({slip: line}), encoding="utf-8")
    at = path.read_text(encoding="utf-8").splitlines().index(f"    {line}") + 1
    with pytest.raises(LiftError, match=rf"articles\.py:{at} \(slip_0\)"):
        runpy.run_path(str(path))


def with_articles(slips: Mapping[str, str]) -> str:
    return HEAD + SOUND + "".join(SLIP.format(number=number, line=line) for number, line in enumerate(slips.values()))


def mypy(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    options = ("--strict", "--config-file=", "--cache-dir", str(path.parent / "cache"))
    command = [sys.executable, "-m", "mypy", *options, str(path)]
    environment = os.environ | {"MYPYPATH": str(ROOT / "src")}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False).stdout
