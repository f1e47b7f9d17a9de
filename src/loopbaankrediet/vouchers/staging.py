"""The lines of one file beside each other in the database: what repeats, what is new, what replaces.

The file is copied as a stream into a table that is empty between files; memory does not grow with the file. One file
at a time: the caller holds the lock.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from loopbaankrediet.vouchers.faults import Fault
from loopbaankrediet.vouchers.lines import ReadLine

EMPTY = "SELECT vouchers_empty_staging()"
COPY = "COPY vouchers_staged FROM STDIN"
VALUES = "person_key, ordered_on, activated_on, first_paid_on, last_paid_on, minutes_paid, centre, status"
DOUBLES = f"""
WITH twice AS (
  SELECT voucher_number, count(DISTINCT ({VALUES})) = 1 AS same, min(line_number) AS first FROM vouchers_staged
   WHERE fault IS NULL GROUP BY voucher_number HAVING count(*) > 1)
UPDATE vouchers_staged AS staged SET fault = CASE WHEN twice.same THEN %s ELSE %s END, "column" = 'voucher_number'
  FROM twice WHERE staged.voucher_number = twice.voucher_number AND staged.fault IS NULL
   AND NOT (twice.same AND staged.line_number = twice.first)
"""  # noqa: S608
SORT = f"""
INSERT INTO vouchers_sorted
SELECT staged.*, coalesce(held.version, 0) + 1 AS next,
       held.version IS NOT NULL AND (staged.person_key, staged.ordered_on, staged.activated_on, staged.first_paid_on,
         staged.last_paid_on, staged.minutes_paid, staged.centre, staged.status)
         IS NOT DISTINCT FROM ({", ".join(f"held.{name.strip()}" for name in VALUES.split(","))}) AS known
  FROM vouchers_staged AS staged LEFT JOIN LATERAL (
    SELECT * FROM vouchers_voucherline AS line WHERE line.voucher_number = staged.voucher_number
     ORDER BY version DESC LIMIT 1) AS held ON true
 WHERE staged.fault IS NULL
"""  # noqa: S608
COUNTS = """
SELECT count(*) FILTER (WHERE NOT known AND next = 1), count(*) FILTER (WHERE NOT known AND next > 1),
       count(*) FILTER (WHERE known), (SELECT count(*) FROM vouchers_staged WHERE fault IS NOT NULL)
  FROM vouchers_sorted
"""
TOTALS = "SELECT coalesce(sum(minutes_paid), 0), count(*) FILTER (WHERE minutes_paid IS NULL) FROM vouchers_staged"
KEEP_LINES = f"""
INSERT INTO vouchers_voucherline (file_id, line_number, voucher_number, version, {VALUES})
SELECT %s, line_number, voucher_number, next, {VALUES} FROM vouchers_sorted WHERE NOT known ORDER BY line_number
"""  # noqa: S608
KEEP_REJECTED = """
INSERT INTO vouchers_rejectedline (file_id, line_number, fault, "column", voucher_number, person_key)
SELECT %s, line_number, fault, "column", voucher_number, person_key FROM vouchers_staged WHERE fault IS NOT NULL
 ORDER BY line_number
"""


@dataclass(frozen=True)
class Counts:
    """Each line of the file is in exactly one of these."""

    added: int
    replaced: int
    known: int
    rejected: int


def stage(lines: Iterable[ReadLine]) -> None:
    """Copy the lines in, and find those that repeat or contradict each other."""
    with connection.cursor() as cursor:
        cursor.execute(EMPTY)
        with cursor.copy(COPY) as copy:
            for line in lines:
                copy.write_row(line.row())
        cursor.execute(DOUBLES, [Fault.REPEATED, Fault.CONTRADICTED])
        cursor.execute("ANALYZE vouchers_staged")


def totals() -> tuple[int, int]:
    """The minutes of all lines, and how many lines had none that could be read."""
    with connection.cursor() as cursor:
        cursor.execute(TOTALS)
        minutes, unread = cursor.fetchone()
    return int(minutes), int(unread)


def sort_out() -> Counts:
    """Which lines are new, replace an earlier one, or say nothing new."""
    with connection.cursor() as cursor:
        cursor.execute(SORT)
        cursor.execute(COUNTS)
        return Counts(*cursor.fetchone())


def keep(file_id: UUID) -> None:
    """Write what is new, and what was rejected, under the file that told it."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP_LINES, [file_id])
        cursor.execute(KEEP_REJECTED, [file_id])
        cursor.execute(EMPTY)
