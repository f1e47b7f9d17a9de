"""The tutorial runs as it is printed: who copies it gets what it promises."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.docs.pages import DOCS, ROOT

PAGE = (DOCS / "tutorial" / "another-allowance.md").read_text(encoding="utf-8")
LINES_OF_LAW = 40


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_tutorial_says_what_its_program_prints(tmp_path: Path) -> None:
    path = tmp_path / "bicycle.py"
    path.write_text("\n\n".join(blocks("python")), encoding="utf-8")
    run = subprocess.run([sys.executable, str(path)], capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert run.stdout == blocks("text")[0]


def test_the_program_of_the_tutorial_is_typed_and_short(tmp_path: Path) -> None:
    path = tmp_path / "bicycle.py"
    path.write_text("\n\n".join(blocks("python")), encoding="utf-8")
    options = ("--strict", "--config-file=", "--cache-dir", str(tmp_path / "cache"))
    run = subprocess.run(
        [sys.executable, "-m", "mypy", *options, str(path)],
        env=os.environ | {"MYPYPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert len([line for line in blocks("python")[0].splitlines() if line]) <= LINES_OF_LAW
