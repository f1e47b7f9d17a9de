"""What was posted from a hold and moved back later because it was not due, as an expression for a query."""

from django.db.models import Func, IntegerField

UNDUE = "undue_payment"
"""The reason of minutes and money that were paid and not due."""


class ReturnedAsUndue(Func):
    """How much came back of what these holds posted together; 0 for nothing, and for a hold that is null."""

    template = f"""(SELECT COALESCE(SUM(back.amount), 0)::integer
        FROM ledger.transfer AS answer JOIN ledger.transfer AS back ON back.reverses_id = answer.id
       WHERE answer.hold_id IN (%(expressions)s) AND back.reason = '{UNDUE}')"""  # noqa: S608
    output_field = IntegerField()
