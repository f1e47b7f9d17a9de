"""The published table of errors is the one that the model makes now; and the commands answer or refuse in words."""

import re
from datetime import date
from pathlib import Path

import pytest

from loopbaankrediet.cli import main
from loopbaankrediet.policylab.backtest import backtest
from loopbaankrediet.policylab.reports import backtest_as_text

PAGE = Path("docs/reference/backtest.md")
NUMBER = re.compile(r"-?[0-9][0-9.]*(?:,[0-9]+)?")


def numbers(text: str) -> list[float]:
    return [float(found.replace(".", "").replace(",", ".")) for found in NUMBER.findall(text)]


def test_the_page_of_errors_is_that_of_the_model() -> None:
    made = backtest_as_text(backtest(known_on=date(2026, 11, 23)))
    printed, now = (text[text.index("## Bevolking") :] for text in (PAGE.read_text(encoding="utf-8"), made))
    assert NUMBER.sub("", printed).split() == NUMBER.sub("", now).split()
    assert numbers(printed) == pytest.approx(numbers(now), rel=0.002, abs=0.11)


def test_a_run_answers_with_ranges_and_what_it_cannot_say(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["simulate", "--draws", "2", "--years", "1", "--known-on", "2026-11-23"]
    assert main([*words, "--scenario", "draft"]) == 0
    once = capsys.readouterr().out
    assert "midden (50)" in once
    assert "verzonnen bevolking" in once
    assert main([*words, "--scenario", "draft"]) == 0
    assert capsys.readouterr().out == once


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--years", "0"], "Reken 1 tot en met"),
        (["--draws", "0"], "Vraag 1 tot en met"),
        (["--scenario", "bestaat_niet"], "bestaat_niet"),
        (["--known-on", "2013-01-01"], "2013"),
    ],
)
def test_what_cannot_be_run_is_refused_in_words(
    words: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", "--draws", "1", "--known-on", "2026-11-23", *words]) == 1
    found = capsys.readouterr()
    assert reason in found.err
    assert "Traceback" not in found.err
