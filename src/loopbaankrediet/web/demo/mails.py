"""The mails that the demonstration wrote to files in place of sending them."""

import email
import email.policy
from dataclasses import dataclass
from pathlib import Path

MOST = 20
APART = b"\n" + b"-" * 79 + b"\n"


@dataclass(frozen=True)
class DemoMail:
    subject: str
    to: str
    date: str
    text: str


def latest_mails(folder: Path) -> list[DemoMail]:
    """The newest first, at most twenty."""
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [mail for path in files[:MOST] for mail in _mails_in(path)][:MOST]


def _mails_in(path: Path) -> list[DemoMail]:
    parts = [part.strip() for part in path.read_bytes().split(APART) if part.strip()]
    return [_read(part) for part in reversed(parts)]


def _read(part: bytes) -> DemoMail:
    found = email.message_from_bytes(part, policy=email.policy.default)
    body = found.get_body(("plain",))
    text = str(body.get_content()) if body else ""
    return DemoMail(str(found["Subject"]), str(found["To"]), str(found["Date"]), text)
