"""Raking meets every margin and keeps the pattern it was given; figures that cannot be together are refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from loopbaankrediet.policylab.errors import MarginsImpossible
from loopbaankrediet.policylab.raking import Margins, Table, raked

POSITIVE = st.floats(0.1, 10, allow_nan=False)


@given(
    arrays(float, (3, 4, 2), elements=POSITIVE),
    arrays(float, 3, elements=POSITIVE),
    arrays(float, 4, elements=POSITIVE),
)
def test_every_margin_is_met(seed: Table, rows: Table, columns: Table) -> None:
    margins: Margins = {(0,): rows / rows.sum(), (1,): columns / columns.sum()}
    found = raked(seed, margins).table
    assert np.allclose(found.sum(axis=(1, 2)), margins[(0,)], rtol=1e-6)
    assert np.allclose(found.sum(axis=(0, 2)), margins[(1,)], rtol=1e-6)


@given(
    arrays(float, (2, 2), elements=POSITIVE), arrays(float, 2, elements=POSITIVE), arrays(float, 2, elements=POSITIVE)
)
def test_how_two_properties_go_together_stays_as_in_the_seed(seed: Table, rows: Table, columns: Table) -> None:
    found = raked(seed, {(0,): rows / rows.sum(), (1,): columns / columns.sum()}).table

    def odds(table: Table) -> float:
        return float(table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0]))

    assert odds(found) == pytest.approx(odds(seed), rel=1e-6)


def test_margins_of_different_totals_are_refused() -> None:
    with pytest.raises(MarginsImpossible, match="tellen niet tot hetzelfde op"):
        raked(np.ones((2, 2)), {(0,): np.array([1.0, 1.0]), (1,): np.array([1.0, 2.0])})


def test_a_margin_for_people_whom_the_seed_rules_out_is_refused() -> None:
    with pytest.raises(MarginsImpossible, match="niet kan hebben"):
        raked(np.array([[0.0, 0.0], [1.0, 1.0]]), {(0,): np.array([1.0, 1.0])})
