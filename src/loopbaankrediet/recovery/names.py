"""The number by which people call a recovery."""

from loopbaankrediet.recovery.models import Recovery


def recovery_number(recovery: Recovery) -> str:
    """'TV-2027-01001': the year it was opened, and its number."""
    return f"TV-{recovery.opened_on.year}-{recovery.number:05d}"
