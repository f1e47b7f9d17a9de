"""Prints the page of permissions (docs/reference/permissions.md) from the views, the acts and the policies they ask."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parent))

from acts import Act, acts

SETTINGS = "loopbaankrediet.settings.demo"
HEAD = """\
# Permissions

Generated from the views, the acts and the policies that they ask; do not edit. Renew it with

```
.venv/bin/python scripts/print_permissions.py > docs/reference/permissions.md
```

Deny by default: an address without a mark does not start (`web.E003`), and an act that asks no policy fails a test.
Every cell of the first table is asked for real by `tests/web/test_permissions.py`. The database holds a second wall:
row-level security (`docs/adr/0023-row-level-security.md`).
"""
LEGEND = """\
`mag`: the page opens. `alleen eigen`: opens for whom it is about; with the number of somebody else the address does not
exist (404). `uitleg`: a page that says what to do; sending a form is refused. `aanmelden`: to the sign-in page.
`nee`: refused (403). A second word after `/` is what sending the form of the page gives, where that differs.
"""


def page() -> str:
    """The whole page. Django must be set up."""
    return "\n".join([HEAD, *_roles(), *_addresses(), *_acts()])


def _roles() -> Iterator[str]:
    from loopbaankrediet.web.permissions import ROLES

    yield "## Roles\n"
    yield from (f"{number}. {label}" for number, label in enumerate(ROLES.values(), start=1))
    yield ""


def _addresses() -> Iterator[str]:
    from loopbaankrediet.web.permissions import ROLES, rows

    yield f"## Who may open which address\n\nThe columns are the roles above, by number.\n\n{LEGEND}"
    yield f"| Address | {' | '.join(str(number) for number in range(1, len(ROLES) + 1))} |"
    yield f"|---{'|---' * len(ROLES)}|"
    for row in rows():
        both = ((row.cells[role], row.posts[role]) for role in ROLES)
        cells = (
            read if read == sent or (sent == "nee" and read == "uitleg") else f"{read} / {sent}" for read, sent in both
        )
        yield f"| `{row.address}` | {' | '.join(cells)} |"
    yield ""


def _acts() -> Iterator[str]:
    yield "## Who may do which act\n\nThe policies say in their own words who that is.\n"
    yield "| Act | Policies that it asks |\n|---|---|"
    yield from (f"| `{act.name}` | {_asked(act)} |" for act in acts())
    yield ""


def _asked(act: Act) -> str:
    return act.part_of or ", ".join(f"`{policy}`" for policy in sorted(act.policies)) or "NONE"


def main() -> None:
    """Print the page; sets Django up with the demonstration's settings when none are named."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    sys.stdout.write(page())


if __name__ == "__main__":
    main()
