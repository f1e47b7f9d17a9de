"""The commands of the sign-in."""

import argparse

from loopbaankrediet.platform import sign_in_key


def print_public_keys(options: argparse.Namespace) -> int:
    return sign_in_key.main()
