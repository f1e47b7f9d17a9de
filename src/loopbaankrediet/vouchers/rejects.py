"""The file for the sender: every line that was rejected, what is wrong and how to mend it. Repeats no personal data."""

import csv
from pathlib import Path

from loopbaankrediet.vouchers.faults import ADVICE, Fault
from loopbaankrediet.vouchers.models import RejectedLine, VoucherFile

HEADER = ("line", "column", "voucher_number", "fault", "what", "mend")
ROWS_AT_ONCE = 2_000


def rejects_beside(path: Path) -> Path:
    """Where the rejected lines of a file are told."""
    return path.with_suffix(".rejects.csv")


def write_rejects(file: VoucherFile, path: Path) -> None:
    """One line per rejected line, in the order of the file; UTF-8 with commas, as the file itself."""
    rows = RejectedLine.objects.filter(file=file).order_by("line_number")
    with path.open("w", encoding="utf-8", newline="") as target:
        writer = csv.writer(target)
        writer.writerow(HEADER)
        for row in rows.iterator(chunk_size=ROWS_AT_ONCE):
            advice = ADVICE[Fault(row.fault)]
            writer.writerow((row.line_number, row.column, row.voucher_number, row.fault, advice.what, advice.mend))
