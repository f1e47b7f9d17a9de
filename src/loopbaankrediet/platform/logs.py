"""What a log line may hold: where PostgreSQL quotes the row it refused, the quote stays out."""

import logging
import re

# A value may hold line ends: only what surely follows the quote ends it.
QUOTED = re.compile(
    r"DETAIL:.*?(?=\n[ |+-]*(?:HINT|QUERY|CONTEXT):|\n\s*\nThe above exception|\n\s*\nDuring handling|\Z)", re.DOTALL
)
LEFT_OUT = "DETAIL: (weggelaten)"


class WithoutDetail(logging.Formatter):
    """Leaves out every DETAIL of the database, in messages and in traces: it quotes whole rows."""

    def format(self, record: logging.LogRecord) -> str:
        return QUOTED.sub(LEFT_OUT, super().format(record))
