"""Reading the tables of the documents."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "loopbaankrediet"


def table(page: Path, heading: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head; backticks stay."""
    section = page.read_text(encoding="utf-8").split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]


def code_in(cell: str) -> list[str]:
    """Every `code` of a cell."""
    return re.findall(r"`([^`]+)`", cell)


def source_files() -> Iterator[Path]:
    """Every Python and parameter file of the package."""
    yield from sorted(path for path in SOURCE.rglob("*") if path.suffix in {".py", ".toml", ".sql"})
