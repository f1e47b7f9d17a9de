"""Which request of a page asks now, so that the journal and the log of the database name the same one."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

_current: ContextVar[UUID | None] = ContextVar("request_id", default=None)


def current_request() -> UUID | None:
    """None outside a request: background work and commands."""
    return _current.get()


@contextmanager
def during_request(request_id: UUID) -> Iterator[None]:
    """Everything that the journal takes inside belongs to this request."""
    token = _current.set(request_id)
    try:
        yield
    finally:
        _current.reset(token)
