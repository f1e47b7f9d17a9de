"""Asks a virus scanner that speaks clamd's INSTREAM (ClamAV), piece by piece over a socket.

The setting CLAMD is `host:port` or the path of a socket; empty: nothing is scanned, and pages say so.
"""

import socket
from collections.abc import Iterable
from contextlib import closing

from django.conf import settings

from loopbaankrediet.uploads.errors import ScannerSilent, ScanRefused

SECONDS = 30
LONGEST_ANSWER = 4096
CLEAN, FOUND = b"stream: OK", b" FOUND"


def is_clean(pieces: Iterable[bytes]) -> bool:
    """ScannerSilent when there is none; ScanRefused when it says neither clean nor found: that is never clean."""
    try:
        line = _connected(settings.CLAMD)
    except OSError as error:
        raise ScannerSilent from error
    with closing(line):
        answer = _asked(line, pieces)
    if answer != CLEAN and not answer.endswith(FOUND):
        raise ScanRefused
    return answer == CLEAN


def _asked(line: socket.socket, pieces: Iterable[bytes]) -> bytes:
    """A scanner hangs up on what is too large for it: what breaks half-way is about this paper only."""
    try:
        line.sendall(b"zINSTREAM\0")
        for piece in pieces:
            line.sendall(len(piece).to_bytes(4) + piece)
        line.sendall(bytes(4))
        return _answer(line)
    except TimeoutError as error:
        raise ScannerSilent from error
    except OSError as error:
        raise ScanRefused from error


def _connected(address: str) -> socket.socket:
    host, _, port = address.rpartition(":")
    if port.isdigit():
        return socket.create_connection((host, int(port)), timeout=SECONDS)
    line = socket.socket(socket.AF_UNIX)
    line.settimeout(SECONDS)
    line.connect(address)
    return line


def _answer(line: socket.socket) -> bytes:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER and (more := line.recv(LONGEST_ANSWER)):
        answer += more
    return answer.removesuffix(b"\0")
