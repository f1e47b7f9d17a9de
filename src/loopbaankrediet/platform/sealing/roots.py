"""The roots outside the database: one file per chain that only grows, one signed JSON object per line.

A line that a crash cut short is passed over: its block is written again on the next line. Everything else that is
missing, changed or out of order is a break.
"""

import base64
import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from loopbaankrediet.platform import rings
from loopbaankrediet.platform.places import private_folder, publish, setting, var_folder
from loopbaankrediet.platform.rings import Purpose
from loopbaankrediet.platform.sealing.breaks import Break

TAIL_BYTES = 8192


@dataclass(frozen=True)
class Known:
    """The last block that the file knows; number 0 and an empty root when it knows none."""

    number: int = 0
    root: str = ""


def seals_folder() -> Path:
    """LOOPBAANKREDIET_SEALS, else `seals` in the var folder. Copy it to a place this machine cannot change."""
    return private_folder(Path(setting("SEALS", str(var_folder() / "seals"))))


def roots_file(chain: str) -> Path:
    return seals_folder() / f"{chain}.jsonl"


def public_key() -> str:
    """The key that proves new signatures, in hexadecimal; keep a copy where the database's administrators cannot go."""
    return _public(rings.newest(Purpose.SEALS)[1])


def append(path: Path, facts: dict[str, object]) -> None:
    """Add one signed line and wait until it is on disk. The key is taken in turn: never an older one after a newer."""
    with path.open("ab+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        key = rings.newest(Purpose.SEALS)[1]
        line = dict(facts) | {"key": _public(key)}
        signed = Ed25519PrivateKey.from_private_bytes(key).sign(_signed_text(line))
        line["signature"] = base64.b64encode(signed).decode()
        start = "" if _ends_whole(path) else "\n"
        file.write(f"{start}{json.dumps(line, sort_keys=True)}\n".encode())
        file.flush()
        os.fsync(file.fileno())


def last_known(path: Path) -> Known:
    """What the last whole line says."""
    if not path.exists():
        return Known()
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - TAIL_BYTES))
        tail = file.read().split(b"\n")
    lines = [line for line in map(_parsed, tail) if line]
    return _known(lines[-1]) if lines else Known()


def read(path: Path) -> tuple[dict[int, str], list[Break]]:
    """Every root by its block's number, and what is wrong with the file by itself."""
    roots: dict[int, str] = {}
    breaks: list[Break] = []
    expected, newest = 1, 0
    trusted = _trusted()
    for place, line in _lines(path):
        signed_by = _signed_by(line, trusted)
        if signed_by < max(newest, 1):
            breaks.append(Break(place, "handtekening klopt niet", public_key()[:16], str(line.get("key"))[:16]))
            continue
        newest = signed_by
        known = _known(line)
        if "restored_to" in line:
            roots = {number: root for number, root in roots.items() if number <= known.number}
        elif known.number != expected:
            breaks.append(Break(place, "wortels ontbreken", f"blok {expected}", f"blok {known.number}"))
        if "number" in line:
            roots[known.number] = known.root
        expected = known.number + 1
    return roots, breaks


def restores(path: Path) -> list[str]:
    """Each time a restored database was accepted: to which block, when and why."""
    return [
        f"blok {line['restored_to']} op {line['at']}: {line['reason']}"
        for _, line in _lines(path)
        if "restored_to" in line
    ]


def signed_lines(path: Path) -> Iterator[dict[str, object]]:
    """The lines with a sound signature of a file that `append` wrote and that is no chain."""
    trusted = _trusted()
    for text in path.read_bytes().splitlines() if path.exists() else ():
        with suppress(ValueError):
            line = json.loads(text)
            if isinstance(line, dict) and _signed_by(line, trusted):
                yield line


def _lines(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    if not path.exists():
        return
    with path.open("rb") as file:
        for place, text in enumerate(file, start=1):
            line = _parsed(text)
            if line:
                yield f"{path.name}, lijn {place}", line


def _parsed(text: bytes) -> dict[str, object] | None:
    try:
        line = json.loads(text)
    except ValueError:
        return None
    return line if isinstance(line, dict) and ("number" in line or "restored_to" in line) else None


def _known(line: dict[str, object]) -> Known:
    return Known(int(str(line.get("number", line.get("restored_to")))), str(line["root"]))


def _ends_whole(path: Path) -> bool:
    size = path.stat().st_size
    if not size:
        return True
    with path.open("rb") as file:
        file.seek(size - 1)
        return file.read() == b"\n"


def _signed_text(line: dict[str, object]) -> bytes:
    return json.dumps({name: value for name, value in line.items() if name != "signature"}, sort_keys=True).encode()


def _signed_by(line: dict[str, object], trusted: Mapping[str, int]) -> int:
    """The number of the key of ours that signed the line; 0 when none did."""
    number = trusted.get(str(line.get("key")), 0)
    try:
        signature = base64.b64decode(str(line.get("signature")), validate=True)
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(str(line.get("key")))).verify(signature, _signed_text(line))
    except (InvalidSignature, ValueError):
        return 0
    return number


def _trusted() -> dict[str, int]:
    """Our public keys with their numbers; of a key that is retired only the public half is kept."""
    live = {_public(key): number for number, key in rings.keys(Purpose.SEALS).items()}
    kept = {path.read_text(): int(path.suffixes[-2][1:]) for path in public_halves()}
    return kept | live


def public_halves() -> list[Path]:
    """The files of the public halves of retired keys: `seal_key.1.public`."""
    return sorted(rings.path_of(Purpose.SEALS, 1).parent.glob("seal_key.*.public"))


def retire_key(number: int) -> None:
    """Destroy a private key that signs no more; its public half goes on proving what it signed."""
    half = rings.path_of(Purpose.SEALS, 1).with_name(f"seal_key.{number}.public")
    if not half.exists():
        publish(half, _public(rings.key(Purpose.SEALS, number)))
    rings.remove(Purpose.SEALS, number)


def _public(key: bytes) -> str:
    return Ed25519PrivateKey.from_private_bytes(key).public_key().public_bytes_raw().hex()
