"""A small clamd for tests and demonstrations: speaks INSTREAM, and finds nothing but the harmless EICAR test file.

python -m simulators.clamd 3310
"""

import socketserver
import sys
from io import BufferedIOBase

COMMAND = b"zINSTREAM\0"
TEST_FILE = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"
LARGEST = 25_000_000


class Scan(socketserver.StreamRequestHandler):
    """One question: the command, pieces with their length in four bytes, and an empty one to end."""

    def handle(self) -> None:
        if self.rfile.read(len(COMMAND)) != COMMAND:
            self.wfile.write(b"UNKNOWN COMMAND\0")
            return
        self.wfile.write(self._verdict(self.rfile))

    def _verdict(self, source: BufferedIOBase) -> bytes:
        content = bytearray()
        while length := int.from_bytes(source.read(4)):
            content += source.read(length)
            if len(content) > LARGEST:
                return b"INSTREAM size limit exceeded. ERROR\0"
        return b"stream: Eicar-Test-Signature FOUND\0" if TEST_FILE in content else b"stream: OK\0"


def server(port: int = 0) -> socketserver.ThreadingTCPServer:
    """On this machine only; port 0 takes a free one."""
    return socketserver.ThreadingTCPServer(("127.0.0.1", port), Scan)


if __name__ == "__main__":
    with server(int(sys.argv[1])) as running:
        running.serve_forever()
