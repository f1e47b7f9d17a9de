"""The contract of the file (docs/reference/voucher-file.md): its columns, its manifest, and what both must be."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from loopbaankrediet.decree.shapes import Kinds, ShapeRefused, table
from loopbaankrediet.vouchers.errors import FileUnknown, ManifestMissing, ManifestRefused, VersionUnknown

FORMAT, VERSION = "loopbaankrediet-vouchers", 1
COLUMNS = (
    "national_number",
    "voucher_number",
    "ordered_on",
    "activated_on",
    "first_paid_on",
    "last_paid_on",
    "minutes_paid",
    "centre",
    "status",
)
HEADER = ",".join(COLUMNS)
LARGEST_MANIFEST = 100_000
LARGEST_COUNT = 10**12
_KINDS: Kinds = {
    "format": str,
    "version": int,
    "lines": int,
    "minutes_paid": int,
    "sha256": str,
    "period_from": date,
    "period_until": date,
    "extracted_on": date,
}


@dataclass(frozen=True)
class Manifest:
    """What the sender says of the file: lines without the header, minutes over all lines, days both included."""

    lines: int
    minutes_paid: int
    sha256: str
    period_from: date
    period_until: date
    extracted_on: date


def manifest_beside(path: Path) -> Path:
    """The manifest of a file has its name, and ends in .toml."""
    return path.with_suffix(".toml")


def read_manifest(path: Path) -> Manifest:
    """ManifestMissing, ManifestRefused, FileUnknown or VersionUnknown say what to send instead."""
    try:
        with path.open("rb") as source:
            raw = tomllib.loads(source.read(LARGEST_MANIFEST).decode("utf-8-sig"))
    except OSError as error:
        raise ManifestMissing(name=path.name) from error
    except (ValueError, RecursionError) as error:
        raise ManifestRefused(name=path.name, why="Dit is geen TOML in UTF-8, of er staat te veel in.") from error
    _check_version(raw)
    try:
        found = table(raw, _KINDS)
    except ShapeRefused as error:
        raise ManifestRefused(name=path.name, why=str(error)) from error
    manifest = Manifest(**{name: found[name] for name in Manifest.__dataclass_fields__})
    _check_days(manifest, path.name)
    return manifest


def _check_version(raw: dict[str, object]) -> None:
    if raw.get("format") != FORMAT:
        raise FileUnknown(wanted=FORMAT)
    if raw.get("version") != VERSION:
        raise VersionUnknown(wanted=VERSION)


def _check_days(manifest: Manifest, name: str) -> None:
    if manifest.period_from > manifest.period_until:
        raise ManifestRefused(name=name, why="De periode eindigt voor ze begint.")
    if manifest.extracted_on < manifest.period_until:
        raise ManifestRefused(name=name, why="Het uittreksel is gemaakt voor de periode voorbij was.")
    if max(manifest.lines, manifest.minutes_paid) > LARGEST_COUNT:
        raise ManifestRefused(name=name, why="Een aantal is groter dan een bestand kan hebben.")
    if manifest.lines < 0 or manifest.minutes_paid < 0:
        raise ManifestRefused(name=name, why="Een aantal is nooit kleiner dan nul.")
