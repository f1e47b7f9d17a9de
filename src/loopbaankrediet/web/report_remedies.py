"""What both sides can do against a decision on a report of a surcharge."""

from loopbaankrediet.contributions.reports import ReportView
from loopbaankrediet.web.remedy_words import RemedyBlock, remedy_block


def report_remedies(report: ReportView) -> RemedyBlock | None:
    """None while nothing is decided."""
    decided_on = report.line.decided_on
    return remedy_block("surcharge_report", report.line.id, decided_on) if decided_on else None
