"""`python -m benchmarks`: every benchmark after the other, each in a process of its own."""

import subprocess
import sys
from pathlib import Path


def modules() -> list[str]:
    """Every module of this folder and below that can be run by itself."""
    folder = Path(__file__).resolve().parent
    paths = sorted(path.relative_to(folder.parent) for path in folder.rglob("*.py"))
    return [".".join(path.with_suffix("").parts) for path in paths if not path.stem.startswith("_")]


def main() -> int:
    """0 when all ran; the figures are on standard output."""
    failed = 0
    for name in modules():
        sys.stdout.write(f"\n== {name}\n")
        sys.stdout.flush()
        failed += subprocess.run([sys.executable, "-m", name], check=False).returncode != 0
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
