"""The roots outside the database: one file per chain that only grows, one signed JSON object per line.

A line that a crash cut short is passed over: its block is written again on the next line. Everything else that is
missing, changed or out of order is a break.
"""

import base64
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from loopbaankrediet.platform.places import private_folder, secret_bytes, setting, var_folder
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
    """The key that proves the signatures, in hexadecimal; keep a copy where the database's administrators cannot go."""
    return _private_key().public_key().public_bytes_raw().hex()


def append(path: Path, facts: dict[str, object]) -> None:
    """Add one signed line and wait until it is on disk."""
    line = dict(facts) | {"key": public_key()}
    line["signature"] = base64.b64encode(_private_key().sign(_signed_text(line))).decode()
    with path.open("ab+") as file:
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
    expected = 1
    for place, line in _lines(path):
        if not _is_signed(line):
            breaks.append(Break(place, "handtekening klopt niet", public_key()[:16], str(line.get("key"))[:16]))
            continue
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
    for text in path.read_bytes().splitlines() if path.exists() else ():
        with suppress(ValueError):
            line = json.loads(text)
            if isinstance(line, dict) and _is_signed(line):
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


def _is_signed(line: dict[str, object]) -> bool:
    try:
        signature = base64.b64decode(str(line.get("signature")), validate=True)
        _own_public_key().verify(signature, _signed_text(line))
    except (InvalidSignature, ValueError):
        return False
    return True


@cache
def _private_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(secret_bytes("seal_key"))


@cache
def _own_public_key() -> Ed25519PublicKey:
    return _private_key().public_key()
