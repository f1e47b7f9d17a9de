"""The project holds itself to its own measures: short functions, short files, no forgotten marks."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for folder in ("src", "tests", "simulators", "scripts", "benchmarks")
    for path in sorted((ROOT / folder).rglob("*.py"))
    if "migrations" not in path.parts
}
LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def test_no_file_is_two_files() -> None:
    assert [name for name, text in SOURCES.items() if len(text.splitlines()) > LONGEST_FILE] == []


def test_no_function_is_two_functions() -> None:
    long = [
        f"{name}:{node.lineno} {node.name}"
        for name, text in SOURCES.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_nothing_is_left_for_later_in_the_code() -> None:
    marks = ("TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error")
    assert [name for name, text in SOURCES.items() if any(mark in text for mark in marks)] == []


def test_every_python_file_says_what_it_is_for() -> None:
    silent = [name for name, text in SOURCES.items() if text and ast.get_docstring(ast.parse(text)) is None]
    assert [name for name in silent if not name.endswith("apps.py")] == []
