"""Whether the journal is as it was written: every seal looked at. Ciphertext is never opened for it."""

import sys

from django.utils import timezone

from loopbaankrediet.journal.sealing import CHAIN
from loopbaankrediet.platform.sealing.chain import first_break, sentence


def check_and_keep() -> bool:
    """The nightly check; the result is stored. Returns whether all was well."""
    return CHAIN.prove_and_keep()


def main() -> int:
    """`loopbaankrediet journal verify`: 0 when nothing was touched; 1 and the first break on stderr otherwise."""
    sealed = CHAIN.check()
    if sealed.breaks:
        sys.stderr.write(first_break("journal", sealed.breaks))
        return 1
    sys.stdout.write(sentence("journal", sealed, timezone.now()))
    return 0
