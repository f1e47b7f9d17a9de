"""What guidance somebody had before, in so far as a law asks for it: a small table of states and what changes them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

YEARS_OF_VOUCHERS = 6
NO_CREDIT = -1
LONG_AGO = 6


@dataclass(frozen=True)
class State:
    """`vouchers` in a career (2: two or more), `recent` of them within six years of the first, which was `since` years
    ago; `credit`: how many years ago the credit was granted (6: six or more), or NO_CREDIT.
    """

    vouchers: int = 0
    recent: int = 0
    since: int = 0
    credit: int = NO_CREDIT

    def after_voucher(self) -> State:
        """One more voucher; it opens six years when none were running."""
        since = self.since if self.recent else 0
        return State(min(2, self.vouchers + 1), min(2, self.recent + 1), since, self.credit)

    def after_grant(self) -> State:
        """The credit is granted now."""
        return State(self.vouchers, self.recent, self.since, 0)

    def after_year(self) -> State:
        """A year later."""
        credit = self.credit if self.credit in (NO_CREDIT, LONG_AGO) else self.credit + 1
        over = not self.recent or self.since + 1 == YEARS_OF_VOUCHERS
        return State(self.vouchers, 0 if over else self.recent, 0 if over else self.since + 1, credit)


def _vouchers() -> list[State]:
    running = product(((1, 1), (2, 1), (2, 2)), range(YEARS_OF_VOUCHERS))
    return [State(), State(1), State(2), *(State(*counts, since) for counts, since in running)]


@dataclass(frozen=True, eq=False)
class States:
    """All states in order, and as columns; the moves as places in that order."""

    all: tuple[State, ...]

    def column(self, name: str) -> NDArray[np.int64]:
        return np.array([getattr(state, name) for state in self.all])

    @cache  # noqa: B019 - two objects in all, for ever
    def target(self, name: str) -> NDArray[np.int64]:
        """Of each state the place of the one that it becomes by `after_voucher`, `after_grant` or `after_year`."""
        places = {state: place for place, state in enumerate(self.all)}
        return np.array([places[getattr(state, name)()] for state in self.all])

    @cache  # noqa: B019 - the same
    def _runs(self, name: str) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """The states in the order of what they become, where each run of one begins, and what that is."""
        target = self.target(name)
        order = np.argsort(target, kind="stable")
        reached, starts = np.unique(target[order], return_index=True)
        return order, starts, reached

    def moved(self, shares: NDArray[np.float64], name: str) -> NDArray[np.float64]:
        """Shares by state (the columns), after everybody moved."""
        order, starts, reached = self._runs(name)
        found = np.zeros_like(shares)
        found[:, reached] = np.add.reduceat(shares.take(order, axis=1), starts, axis=1)
        return found


BEFORE_CREDIT = States(tuple(_vouchers()))
WITH_CREDIT = States(
    tuple(
        State(one.vouchers, one.recent, one.since, credit)
        for credit in (NO_CREDIT, *range(LONG_AGO + 1))
        for one in _vouchers()
    )
)
