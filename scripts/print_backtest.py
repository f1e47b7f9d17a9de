"""Print the page on how good the model of the policy lab is: docs/reference/backtest.md."""
# ruff: noqa: T201

from datetime import date

from loopbaankrediet.policylab.backtest import backtest
from loopbaankrediet.policylab.reports import backtest_as_text

KNOWN_ON = date(2026, 11, 23)
HEAD = """# How good the model of the policy lab is

Printed by `scripts/print_backtest.py`; the same as `loopbaankrediet backtest --known-on 2026-11-23`. Every
published figure stands beside what the model makes of it. "gezien door het model: nee" means that nothing was
fitted or raked to it: those are the honest rows. The years 2019 to 2021 were held out. The fall of first vouchers
in 2020 is 36 % in reality and 23 % in the model: the rule of seven years explains about two thirds of it, and
Covid, of which the model knows nothing, is the first suspect for the rest. Second vouchers are too low from 2019
on: people went on more often than the model of 2014-2018 expects.
"""


def page() -> str:
    return f"{HEAD}\n{backtest_as_text(backtest(known_on=KNOWN_ON))}"


if __name__ == "__main__":
    print(page())
