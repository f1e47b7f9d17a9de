"""What the database's log says of the request behind a statement: a comment at its end, which costs no statement."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from django.db import connection

Execute = Callable[[Any, Any, bool, dict[str, Any]], Any]


@contextmanager
def marked(request_id: UUID | None) -> Iterator[None]:
    """Every statement of this thread inside names the request, so that the log can be laid beside the journal.

    A comment needs nothing from the connection, so nothing of it stays behind in the pool.
    """
    mark = f" /* request {request_id} */"

    def with_mark(execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        return execute(f"{sql}{mark}" if isinstance(sql, str) else sql, params, many, context)

    with connection.execute_wrapper(with_mark):
        yield
