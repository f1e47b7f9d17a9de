"""`python -m benchmarks`: every benchmark after the other, each in a process of its own."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    """0 when all ran; the figures are on standard output."""
    folder = Path(__file__).resolve().parent
    names = sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))
    failed = 0
    for name in names:
        sys.stdout.write(f"\n== {name}\n")
        sys.stdout.flush()
        failed += subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode != 0
    return min(failed, 1)


if __name__ == "__main__":
    sys.exit(main())
