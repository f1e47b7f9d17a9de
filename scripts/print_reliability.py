"""Writes docs/reference/reliability.md from what the long forms counted in var/reliability; run by `make torture`."""

import json
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
FIGURES = ROOT / "var" / "reliability"
PAGE = ROOT / "docs" / "reference" / "reliability.md"
HEAD = """# What was tried to lose, double or overdraw something

Made by `make torture`, from what the tests themselves counted; each line is one test. A *control* is the same attempt
with the guard taken away: it has to go wrong, or the attempt proves nothing. A short form of every one runs with
`make test`. Last made on {day}.

| attempt | counted |
|---|---|
"""
TAIL = """
What the words mean: *acknowledged* acts were confirmed to the caller before the blow; *in doubt* is an act whose
answer never came, asked again with the same key; *again* counts transactions that the database asked to repeat. The
disk under the machine is virtual: these figures say that the database keeps what its disk kept, not what a disk does
at a real power cut.
"""


def rows() -> list[str]:
    """One line per test, the newest count of each; controls after what they control."""
    lines = []
    for path in sorted(FIGURES.glob("*.json"), key=lambda path: ("control" in path.stem, path.stem)):
        counted = json.loads(path.read_text(encoding="utf-8").splitlines()[-1])
        name = str(counted.pop("test")).removeprefix("test_").replace("_", " ")
        told = ", ".join(f"{word.replace('_', ' ')} {_said(value)}" for word, value in counted.items())
        lines.append(f"| {name} | {told} |")
    return lines


def _said(value: object) -> str:
    if isinstance(value, dict):
        return " ".join(f"{name} {count}" for name, count in value.items()) or "none"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def main() -> None:
    """Write the page."""
    text = HEAD.format(day=datetime.now(UTC).date()) + "\n".join(rows()) + "\n" + TAIL
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
