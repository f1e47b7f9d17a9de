"""A result to take away: a folder with the tables and the booklet, there as a whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from loopbaankrediet.policylab.booklet import as_pdf
from loopbaankrediet.policylab.errors import RunRefused
from loopbaankrediet.policylab.tables import Result, as_csv, as_parquet

READABLE = 0o755


def packed(shown: Result, made_on: date) -> Mapping[str, bytes]:
    """The files by name."""
    return {
        "resultaat.csv": as_csv(shown).encode(),
        "resultaat.parquet": as_parquet(shown),
        "resultaat.pdf": as_pdf(shown, made_on),
    }


def write_pack(shown: Result, folder: Path, made_on: date) -> None:
    """Under another name first, then renamed. Raises RunRefused when the folder is there already or cannot be kept."""
    if folder.exists():
        raise RunRefused(f"De map {folder} bestaat al. Kies een andere naam, zodat er niets verloren gaat.")
    contents = packed(shown, made_on)
    try:
        draft = Path(mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            for name, content in contents.items():
                _write(draft / name, content)
            draft.chmod(READABLE)
            draft.rename(folder)
        finally:
            rmtree(draft, ignore_errors=True)
    except OSError as error:
        raise RunRefused(
            f"De map {folder} kon niet bewaard worden ({error.strerror}). Er is niets half geschreven. Maak plaats, of "
            "kies een andere map, en vraag het opnieuw."
        ) from error


def _write(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
