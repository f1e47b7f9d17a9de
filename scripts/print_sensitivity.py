"""Print the page on which unknown of the policy lab matters most: docs/reference/sensitivity.md. Minutes of work."""
# ruff: noqa: T201

from datetime import date

from loopbaankrediet.policylab.drawing import Question
from loopbaankrediet.policylab.reports import LIMITS
from loopbaankrediet.policylab.sensitivity import sensitivity
from loopbaankrediet.policylab.telling import sensitivity_as_text

KNOWN_ON = date(2026, 11, 23)
PATHS = 20
SAMPLE = 2
SAMPLE_YEARS = 2
HEAD = """# Which unknown matters most in the policy lab

Printed by `scripts/print_sensitivity.py`; the first part is the same as
`loopbaankrediet simulate --draws 1 --sensitivity --paths 20 --known-on 2026-11-23`. Every unknown of
`policylab/data/priors.toml` goes in turn from its lowest to its highest value, from many places (the method of Morris,
by SALib). "van laag naar hoog" is the mean change, whatever its direction; a plus or minus says that nearly all changes
went that way. "marge" is how far chance may move that mean (95 %).
"""
SHORT = """
# The same on two paths and two years

What the tests make again. Two paths say little: this part only proves that the page is that of the model.
"""


def part(paths: int, years: int) -> str:
    question = Question(("draft",), years, KNOWN_ON, draws=1, seed=1)
    return sensitivity_as_text(sensitivity(question, count=paths, processes=2))


def page() -> str:
    return "\n".join((HEAD, part(PATHS, 4), SHORT, part(SAMPLE, SAMPLE_YEARS), "", LIMITS))


if __name__ == "__main__":
    print(page())
