"""The tutorial runs as it is printed: who copies it gets what it promises."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import DOCS, ROOT

PAGE = (DOCS / "tutorial" / "another-allowance.md").read_text(encoding="utf-8")
LINES_OF_LAW = 30
MISTAKE = ("kilometres * p.cents_per_kilometre", "kilometres * 30")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The files as the page says to save them."""
    [amounts] = blocks("toml")
    (tmp_path / "bicycle.toml").write_text(amounts, encoding="utf-8")
    path = tmp_path / "bicycle.py"
    path.write_text("\n\n".join(blocks("python")), encoding="utf-8")
    return path


def test_the_tutorial_says_what_its_program_prints(program: Path) -> None:
    run = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=False)
    assert run.stderr == ""
    assert run.stdout == "".join(blocks("text"))


def test_the_mistake_of_the_tutorial_is_told_as_it_says(program: Path) -> None:
    program.write_text(program.read_text(encoding="utf-8").replace(*MISTAKE), encoding="utf-8")
    run = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=False)
    [promised] = [line for line in PAGE.splitlines() if "LiftError: ..." in line]
    assert run.stderr.splitlines()[-1].replace(str(program.parent), "...") == promised


def test_the_decree_of_the_tutorial_needs_the_standard_library_only(program: Path) -> None:
    listing = "import sys, runpy; runpy.run_path(sys.argv[1]); print(*sys.modules, file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", listing, str(program)], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in run.stderr.split()}
    assert loaded & {"django", "polars", "numpy", "psycopg", "lxml"} == set()


def test_the_program_of_the_tutorial_is_typed_and_short(program: Path) -> None:
    options = ("--strict", "--config-file=", "--cache-dir", str(program.parent / "cache"))
    run = subprocess.run(
        [sys.executable, "-m", "mypy", *options, str(program)],
        env=os.environ | {"MYPYPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert len([line for line in blocks("python")[0].splitlines() if line]) <= LINES_OF_LAW
