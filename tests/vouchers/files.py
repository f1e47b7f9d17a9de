"""Files of vouchers as a sender writes them: good ones, and every way in which one can be wrong."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

from loopbaankrediet.demo.personas import BY_KEY
from loopbaankrediet.vouchers.contract import HEADER
from loopbaankrediet.vouchers.example import write_file

LATER = date(2027, 2, 1)


@dataclass(frozen=True)
class Told:
    """One voucher of a persona (or of a number written out), in the words of the file."""

    who: str = "an"
    number: str = "LC2020-000001"
    ordered: str = "2020-03-02"
    activated: str = "2020-03-16"
    first: str = "2020-04-01"
    last: str = "2020-06-01"
    minutes: str = "240"
    centre: str = "'t Loopbaanhuis"
    status: str = "finished"

    def cells(self) -> Sequence[str]:
        who = BY_KEY[self.who].national_number if self.who in BY_KEY else self.who
        days = (self.ordered, self.activated, self.first, self.last)
        return (who, self.number, *days, self.minutes, self.centre, self.status)

    def but(self, **changed: str) -> "Told":
        return replace(self, **changed)


USED = Told()
UNDER_WAY = Told(
    number="LC2025-000002",
    ordered="2025-06-16",
    activated="2025-09-02",
    first="",
    last="",
    minutes="0",
    centre="",
    status="active",
)
ORDERED = UNDER_WAY.but(number="LC2024-000003", activated="", status="ordered")


def sent(folder: Path, *vouchers: Told, name: str = "cheques.csv", extracted_on: date = LATER) -> Path:
    """The file with its manifest beside it, as a sender without faults makes them."""
    path = folder / name
    write_file(path, [voucher.cells() for voucher in vouchers], extracted_on=extracted_on)
    return path


def raw(
    folder: Path,
    rows: Iterable[bytes],
    said: Mapping[str, str] = MappingProxyType({}),
    *,
    header: bytes = HEADER.encode(),
    end: bytes = b"\n",
) -> Path:
    """A file of these very bytes with a manifest that fits, but for what is `said` otherwise."""
    path, body = folder / "ruw.csv", list(rows)
    content = b"".join(line + end for line in [header, *body])
    path.write_bytes(content)
    manifest = {
        "format": '"loopbaankrediet-vouchers"',
        "version": "1",
        "lines": str(len(body)),
        "minutes_paid": "0",
        "sha256": f'"{hashlib.sha256(content).hexdigest()}"',
        "period_from": "2013-07-01",
        "period_until": "2026-12-31",
        "extracted_on": str(LATER),
    } | dict(said)
    path.with_suffix(".toml").write_text("".join(f"{name} = {value}\n" for name, value in manifest.items()))
    return path


def line(voucher: Told) -> bytes:
    return ",".join(voucher.cells()).encode()
