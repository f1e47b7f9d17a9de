"""`python -m benchmarks.world`: fill a platform of its own; the head of the package says how."""

import argparse
import os
import sys
from pathlib import Path


def main() -> int:
    """0 when the world stands and its proof holds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.world")
    parser.add_argument("--folder", type=Path, required=True, help="a new folder for this world alone")
    parser.add_argument("--wallets", type=int, default=3_000_000)
    parser.add_argument("--counsellors", type=int, default=6_000)
    parser.add_argument("--agreements", type=int, default=200_000)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--pages", action="store_true", help="open every page of the world in this folder, and time it")
    options = parser.parse_args()
    if options.folder.exists() != options.pages:
        parser.error("name a new folder to fill, or with --pages one that was filled")
    os.environ["LOOPBAANKREDIET_VAR"] = str(options.folder.resolve())
    os.environ["LOOPBAANKREDIET_VIEWER"] = "system"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "loopbaankrediet.settings.demo")
    return _made(options)


def _made(options: argparse.Namespace) -> int:
    from benchmarks.world._making import make, open_pages

    return (
        open_pages() if options.pages else make(options.wallets, options.counsellors, options.agreements, options.seed)
    )


if __name__ == "__main__":
    sys.exit(main())
