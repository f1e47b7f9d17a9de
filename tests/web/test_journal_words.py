"""Whatever the code writes in the journal can be read in plain words: no verb of an act or a look is without them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import loopbaankrediet
from loopbaankrediet.guidance.models import NoticeKind
from loopbaankrediet.guidance.stopping import VERBS
from loopbaankrediet.sources.asked import ASKED
from loopbaankrediet.web.act_words import ACTS
from loopbaankrediet.web.look_words import FROM_SOURCE, LOOKS
from loopbaankrediet.web.looking import OPEN_PAGE, REFUSED_PAGE, REPRESENTING

SOURCE = Path(loopbaankrediet.__file__).parent
OF_OFFICERS = {"approve_template", "discard_template", "lift_incident", "keep_stopped", "give_work_to", "take_work"}
NOTICES = {f"show_{kind}" for kind in NoticeKind.values}
CHOSEN = NOTICES | {OPEN_PAGE, REFUSED_PAGE, REPRESENTING} | OF_OFFICERS | set(VERBS.values())
"""What is chosen while the program runs, from these."""
NEVER_SHOWN = {ASKED}
"""Its end is a line of its own, and says more."""


@dataclass(frozen=True)
class Writer:
    """A function that writes a verb: the place of the verb among its arguments, and what it is written as."""

    place: int
    name: str
    form: str = "{}"


FIRST = {"record_act": 0, "record_acts": 0, "record_look": 0, "Look": 0, "saw": 1}


@dataclass(frozen=True)
class Module:
    tree: ast.Module
    texts: dict[str, str]


@cache
def modules() -> tuple[Module, ...]:
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in sorted(SOURCE.rglob("*.py"))]
    return tuple(Module(tree, dict(_texts(tree))) for tree in trees)


def _texts(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Constant(value=str(text))):
                yield name, text
            case _:
                pass


def writers(module: Module, shared: dict[str, Writer]) -> dict[str, Writer]:
    """Of one module: those that are known everywhere, and every function that hands its own verb on to one."""
    known, before = dict(shared), -1
    while len(known) > before:
        before = len(known)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef) and node.name not in known:
                found = _hands_on(node, known)
                if found:
                    known[node.name] = found
    return known


def _hands_on(function: ast.FunctionDef, known: dict[str, Writer]) -> Writer | None:
    given = [one.arg for one in (*function.args.args, *function.args.kwonlyargs)]
    for writer, verb in _written(function, known):
        match verb:
            case ast.Name(id=name) if name in given:
                return Writer(given.index(name), name, writer.form)
            case ast.JoinedStr(values=parts):
                names = [part.value.id for part in parts if _is_name(part)]  # type: ignore[attr-defined]
                form = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
                if names and names[0] in given:
                    return Writer(given.index(names[0]), names[0], form)
            case _:
                pass
    return None


def _is_name(part: ast.expr) -> bool:
    return isinstance(part, ast.FormattedValue) and isinstance(part.value, ast.Name)


def _written(tree: ast.AST, known: dict[str, Writer]) -> Iterator[tuple[Writer, ast.expr]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in known:
            writer = known[node.func.id]
            named = [one.value for one in node.keywords if one.arg == writer.name]
            yield from ((writer, verb) for verb in (named or node.args[writer.place : writer.place + 1]))


@cache
def verbs() -> frozenset[str]:
    everywhere = {name: Writer(place, "verb") for name, place in FIRST.items()}
    shared = dict(everywhere)
    for module in modules():
        shared |= {name: one for name, one in writers(module, everywhere).items() if not name.startswith("_")}
    found = CHOSEN | {default for module in modules() for default in _defaults(module, shared)}
    for module in modules():
        for writer, verb in _written(module.tree, writers(module, shared)):
            match verb:
                case ast.Constant(value=str(text)):
                    found.add(writer.form.format(text))
                case ast.Name(id=name) if name in module.texts:
                    found.add(module.texts[name])
                case _:
                    pass
    return frozenset(found)


def _defaults(module: Module, shared: dict[str, Writer]) -> Iterator[str]:
    """The verb that a writer takes when none is given."""
    known = writers(module, shared)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef) and node.name in known:
            for given, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True):
                if given.arg == known[node.name].name and isinstance(default, ast.Constant):
                    yield str(default.value)


def test_every_verb_of_the_journal_has_its_words() -> None:
    found = verbs() - NEVER_SHOWN
    assert len(found) > 120
    assert sorted(found - set(ACTS) - set(LOOKS) - set(FROM_SOURCE)) == []


def test_no_words_wait_for_a_verb_that_nobody_writes() -> None:
    assert sorted((set(ACTS) | set(LOOKS)) - verbs()) == []


@pytest.mark.parametrize("verb", ["decide_erasure", "confirm_cost", "release_claim", "open_revocation", "see_hours"])
def test_the_search_finds_verbs_however_they_are_written(verb: str) -> None:
    assert verb in verbs()
