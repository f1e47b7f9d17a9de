"""What a run of the lab can be refused for."""

from loopbaankrediet.decree.errors import DecreeError


class LabError(DecreeError):
    """A question that the lab cannot answer as it was asked; the message says how to mend it."""


class MarginsImpossible(LabError):
    """Published figures that no population can have together."""


class RunRefused(LabError):
    """Years, scenarios or a size that no run can have."""
