"""The same articles over a whole population: the tree is printed once more, as text over columns.

`plan_for` says which facts a law reads and what it yields; `ENGINES` runs the plan on one machine; `decide_columns`
runs it on a frame of your own, also on a cluster. Facts must be checked before: no value is missing or out of range.
Nothing heavy is imported before an engine runs.
"""

from __future__ import annotations

from loopbaankrediet.decree.population.frames import decide_columns
from loopbaankrediet.decree.population.plan import ENGINES, EngineMissing, Plan, plan_for

__all__ = ["ENGINES", "EngineMissing", "Plan", "decide_columns", "plan_for"]
