"""One Dutch term, one English identifier, and the identifier exists: a reader of the law finds the code."""

import ast
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.docs.pages import DOCS, SOURCE, code_in, table

GLOSSARY = DOCS / "glossary.md"
IN_USE, RESERVED = table(GLOSSARY, "In use"), table(GLOSSARY, "Reserved")


def names_in(node: ast.AST, owner: str = "") -> Iterator[str]:
    """Classes, functions, arguments and assigned names; members of a class also as `Class.member`."""
    for child in ast.iter_child_nodes(node):
        own = list(own_names(child))
        yield from own
        if owner:
            yield from (f"{owner}.{name}" for name in own)
        yield from names_in(child, child.name if isinstance(child, ast.ClassDef) else "")


def own_names(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.ClassDef() | ast.FunctionDef():
            yield node.name
        case ast.arg():
            yield node.arg
        case ast.Assign(targets=targets):
            yield from (target.id for target in targets if isinstance(target, ast.Name))
        case ast.AnnAssign(target=ast.Name(id=name)):
            yield name


@pytest.fixture(scope="module")
def identifiers() -> frozenset[str]:
    files = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
    found = {path.parent.name for path in files} | {path.stem for path in files}
    for path in files:
        found |= set(names_in(ast.parse(path.read_text(encoding="utf-8"))))
    return frozenset(found)


def test_every_identifier_of_the_glossary_exists(identifiers: frozenset[str]) -> None:
    assert [row[1] for row in IN_USE if set(code_in(row[1])) - identifiers] == []


def test_every_term_has_exactly_one_identifier() -> None:
    assert [row for row in IN_USE + RESERVED if len(code_in(row[1])) != 1] == []


def test_no_term_and_no_identifier_is_listed_twice() -> None:
    for column in (0, 1):
        counted = Counter(row[column] for row in IN_USE + RESERVED)
        assert [name for name, count in counted.items() if count > 1] == []


def test_a_reserved_identifier_moves_up_when_it_is_built(identifiers: frozenset[str]) -> None:
    assert [row[1] for row in RESERVED if set(code_in(row[1])) & identifiers] == []
