"""Batches of a file are checked by several threads at once; a bad one is never forgotten."""

from __future__ import annotations

from threading import Event

import polars as pl
import pytest

from loopbaankrediet.decree.population import grouping
from loopbaankrediet.decree.population.checks import Rules


class BadMeanwhile(Rules):
    """While a batch of two rows is being checked, another thread meets one that cannot be used."""

    def hold(self, batch: pl.DataFrame) -> bool:
        if batch.height == 2:
            with pytest.raises(pl.exceptions.ComputeError):
                GATE(batch.head(1))
        return batch.height == 2


GATE = grouping._Gate(BadMeanwhile({}, {}, ()), Event())


def test_a_batch_that_fits_never_hides_one_that_does_not() -> None:
    with pytest.raises(pl.exceptions.ComputeError):
        GATE(pl.DataFrame({"seniority_months": [84, 84]}))
    assert GATE.faulty
