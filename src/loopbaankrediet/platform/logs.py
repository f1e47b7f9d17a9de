"""What a log line may hold: what went wrong and where in the code; never a value that somebody typed or a row held.

The text of an error is written by whoever raises it and often quotes what it refused. So errors are told by their kind,
the lines of code they came through and, of the database, the rule that refused; an address is told by its route.
"""

import copy
import logging
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from traceback import TracebackException
from types import TracebackType
from typing import Any, TextIO

from loopbaankrediet.platform.errors import OperatorError

# A value may hold line ends: only what surely follows the quote ends it.
QUOTED = re.compile(
    r"DETAIL:.*?(?=\n[ |+-]*(?:HINT|QUERY|CONTEXT):|\n\s*\nThe above exception|\n\s*\nDuring handling|\Z)", re.DOTALL
)
LEFT_OUT = "DETAIL: (weggelaten)"
NO_ROUTE = "(adres weggelaten)"
RULES = ("sqlstate", "constraint_name", "table_name")

ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Console(logging.StreamHandler[TextIO]):
    """To standard error. Of a line that cannot be written nothing more is told: Python would print its values."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name that logging calls
        with suppress(OSError, ValueError):
            sys.stderr.write("Een regel van het logboek kon niet geschreven worden.\n")


class WithoutDetail(logging.Formatter):
    """Leaves out every text of an error, every DETAIL of the database, and every address as it was typed."""

    def format(self, record: logging.LogRecord) -> str:
        told = copy.copy(record)
        told.exc_text = None
        told.args = _without_values(record)
        if record.name == "django.security.DisallowedHost":
            told.msg, told.args = "an address with another host was refused", ()
        elif isinstance(record.msg, BaseException):
            told.msg = named(record.msg)
        return QUOTED.sub(LEFT_OUT, super().format(told))

    def formatException(self, ei: ExceptionInfo) -> str:  # noqa: N802  # the name is logging's
        error = ei[1]
        return "\n".join(_told(error)) if error else ""


def named(error: BaseException) -> str:
    """The kind of an error and the rule of the database that refused; its words only when they are for operators."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    diagnosis = getattr(error, "diag", None) or getattr(error.__cause__, "diag", None)
    rules = [str(getattr(diagnosis, name)) for name in RULES if getattr(diagnosis, name, None)]
    words = [str(error)] if isinstance(error, OperatorError) else []
    return ": ".join([kind, *filter(None, [", ".join(rules)]), *words])


def _told(error: BaseException) -> Iterator[str]:
    """The chain of errors, the first one first, each with the lines of code it came through."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _told(earlier)
        yield "\nThe above exception led to:\n"
    yield "Traceback (most recent call last):"
    for line in TracebackException.from_exception(error).stack.format():
        yield line.rstrip("\n")
    yield named(error)


def _without_values(record: logging.LogRecord) -> Any:
    given = record.args
    if not isinstance(given, tuple):
        return given
    return tuple(_argument(value, record) for value in given)


def _argument(value: object, record: logging.LogRecord) -> object:
    if isinstance(value, BaseException):
        return named(value)
    if isinstance(value, str) and value.startswith(("/", "http:", "https:")) and _is_about_a_page(record):
        match = getattr(getattr(record, "request", None), "resolver_match", None)
        return f"/{match.route}" if match else NO_ROUTE
    return value


def _is_about_a_page(record: logging.LogRecord) -> bool:
    return record.name.startswith(("django.request", "django.security", "django.server", "gunicorn"))
