"""Read and write the files of the archive."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from loopbaankrediet.decree.archive.restored import Content
from loopbaankrediet.decree.deciding.editions import editions
from loopbaankrediet.decree.deciding.policy import Policy, content_hash
from loopbaankrediet.decree.errors import ArchiveDamaged
from loopbaankrediet.decree.laws import LAWS

FOLDER = Path(str(files("loopbaankrediet.decree.archive")))


def stored(law_hash: str, folder: Path = FOLDER) -> Content | None:
    """The content of a released law, or None when it never was released. Raises ArchiveDamaged."""
    path = folder / _name(law_hash)
    if not path.exists():
        return None
    try:
        content: Content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ArchiveDamaged(f"{path.name} is geen JSON ({error}).") from error
    if content_hash(content) != law_hash:
        raise ArchiveDamaged(f"de inhoud van {path.name} past niet bij zijn naam.")
    return content


def released_now() -> dict[str, Policy]:
    """Every law that a decision can rest on today, by hash: each edition, as known on each day of knowledge."""
    found = (edition.policy for law in LAWS for known_on in law.known_days for edition in editions(law, known_on))
    return {policy.hash: policy for policy in found}


def release(folder: Path = FOLDER) -> list[str]:
    """Write the laws that are not in the archive yet; the hashes that were added. A file is never changed."""
    added = {law_hash: policy for law_hash, policy in released_now().items() if stored(law_hash, folder) is None}
    for law_hash, policy in added.items():
        text = json.dumps(policy.canonical(), ensure_ascii=False, indent=1)
        (folder / _name(law_hash)).write_text(text + "\n", encoding="utf-8")
    return list(added)


def _name(law_hash: str) -> str:
    return f"{law_hash.removeprefix('sha256:')}.json"
