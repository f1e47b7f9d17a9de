"""Prints the register of processing (docs/reference/processing.md) from its records and columns."""

import sys

from loopbaankrediet.processing.page import register_page

HEAD = """\
# Register of processing

Generated from `processing/records` and `processing/columns`; do not edit. Renew it with

```
.venv/bin/python scripts/print_processing.py > docs/reference/processing.md
```

Grounds and terms are marked `ontwerp` (draft) or `nog te beslissen` (open): the decree is not voted, and the department
has not fixed its selection lists. A new column fails the tests until it stands here; a source that hands over a fact
outside its record is refused; a page of officers or counsellors opens only for a purpose that names its reader.
"""


def page() -> str:
    return "\n".join([HEAD, *register_page(), ""])


if __name__ == "__main__":
    sys.stdout.write(page())
