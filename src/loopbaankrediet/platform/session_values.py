"""What the connection of a request knows of it, set with one statement: its number stands in the database's log.

Everything that is to be known per request goes into this one call. A connection that goes back to the pool forgets it.
"""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from psycopg import Connection

REQUEST = "application_name"
NAMES = (REQUEST,)
"""Every setting that `put` may be given; `forget` takes exactly these away."""


def put(values: Mapping[str, str]) -> None:
    """Set them on the connection of this thread, until `forget` or the next `put`. KeyError for an unlisted name."""
    unlisted = set(values) - set(NAMES)
    if unlisted:
        raise KeyError(*unlisted)
    settings = ", ".join("set_config(%s, %s, false)" for _ in values)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {settings}", [part for pair in values.items() for part in pair])


def forget(raw: Connection[Any]) -> None:
    """For the pool: a connection tells the next request nothing of the one before."""
    for name in NAMES:
        raw.execute(f"RESET {name}".encode())
    raw.commit()
