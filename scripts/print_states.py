"""Prints the page of states (docs/reference/states.md) from the transition tables."""

import os
import sys
from collections.abc import Iterator
from enum import StrEnum

import django

from loopbaankrediet.kernel.states import StateTable

SETTINGS = "loopbaankrediet.settings.demo"
HEAD = """\
# States

Generated from the transition tables of the rooms; do not edit. Renew it with

```
.venv/bin/python scripts/print_states.py > docs/reference/states.md
```

A move that is not drawn here is refused twice: by the action (`WrongState`) and by a trigger in the database
(`state_moves_by_the_table`). A verb that no action performs yet is listed in README under "What is not there yet".
"""


def page() -> str:
    """The whole page, one section per machine. Django must be set up."""
    from loopbaankrediet.platform.transitions import tables

    sections = ("\n".join(_section(table)) for table in sorted(tables(), key=lambda table: table.machine))
    return "\n".join([HEAD, *sections])


def _section(table: StateTable[StrEnum]) -> Iterator[str]:
    yield f"## {table.machine}\n\n```mermaid\nstateDiagram-v2"
    yield f"    [*] --> {table.initial}"
    yield from (f"    {move.source} --> {move.target}: {move.verb}" for move in table.transitions)
    leaving = {move.source for move in table.transitions}
    ends = dict.fromkeys(move.target for move in table.transitions if move.target not in leaving)
    yield from (f"    {state} --> [*]" for state in ends)
    yield "```\n"


def main() -> None:
    """Print the page; sets Django up with the demonstration's settings when none are named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    sys.stdout.write(page())


if __name__ == "__main__":
    main()
