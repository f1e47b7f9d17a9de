"""Unpacking what zlib packed, a mebibyte at a time: who asks stops when it becomes more than it should be."""

import zlib
from collections.abc import Iterable, Iterator

STEP = 1 << 20


class Inflating:
    """`has_ended`: the packing said that it was all, and its checksum is right."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj()

    @property
    def has_ended(self) -> bool:
        return self._inflate.eof

    def pieces(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """Never more than a mebibyte each; stops where the packing ends. Raises zlib.error when it is broken."""
        for block in blocks:
            piece = self._inflate.decompress(block, STEP)
            while piece:
                yield piece
                piece = self._inflate.decompress(self._inflate.unconsumed_tail, STEP)
            if self.has_ended:
                return
