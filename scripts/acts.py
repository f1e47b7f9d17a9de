"""Reads from the source which policy every act asks: the public functions of actions and flows that take `by`."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

PACKAGE = "loopbaankrediet"
SOURCE = Path(__file__).resolve().parent.parent / "src"
PARTS: dict[str, str] = {
    "contributions.actions.hours_back.note_hours_back": "part of what gives hours back, which asked",
    "credit.actions.carry_out": "part of the acts in which the law decides, which asked",
    "flows.dispute_hours.hold_all": "part of take_step, which asked",
    "flows.module_accounts.go_on": "part of what ends a module, which asked",
    "guidance.actions.silence.show_notice": "part of take_step, which asked",
    "guidance.actions.tracks.continue_or_finish": "part of what ends a module, which asked",
    "payments.actions.holds.release_account_hold": "part of change_account, which asked",
    "payments.actions.own_shares.cover_refund": "part of give_own_share_back, which asked",
    "payments.actions.waiting.match_waiting": "part of what reads the bank's files, which asked",
    "people.mandates.actions.giving.end_now": "part of what ends a mandate, which asked",
    "recovery.actions.deciding.note": "only the line in the journal of an act that asked",
    "recovery.actions.ending.note_set_off": "part of approve_payments, which asked",
}


@dataclass(frozen=True)
class Act:
    """An act by its path within the package; `part_of`: why it need not ask itself."""

    name: str
    policies: frozenset[str]

    @property
    def part_of(self) -> str:
        return PARTS.get(self.name, "")


def acts() -> list[Act]:
    """Every act, by name."""
    return sorted(_acts(), key=lambda act: act.name)


def _acts() -> Iterator[Act]:
    for path in sorted((SOURCE / PACKAGE).rglob("*.py")):
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        if not _holds_acts(module):
            continue
        for name, function in _functions(module).items():
            if not name.startswith("_") and _takes_by(function):
                full = f"{module}.{name}".removeprefix(f"{PACKAGE}.")
                yield Act(full, _asked(module, name, frozenset()))


def _holds_acts(module: str) -> bool:
    parts = module.split(".")
    is_room = not {"web", "cli", "migrations", "journal", "ledger"} & set(parts)
    return is_room and bool(
        {"actions", "flows"} & set(parts) or (parts[-1] in ("account_changes", "costs") and len(parts) > 2)
    )


def _takes_by(function: ast.FunctionDef) -> bool:
    return any(argument.arg == "by" for argument in [*function.args.args, *function.args.kwonlyargs])


def _asked(module: str, name: str, seen: frozenset[str]) -> frozenset[str]:
    """The policies that this function asks about `by`, itself or through a function to which it passes `by`."""
    here = f"{module}.{name}"
    function = _functions(module).get(name)
    if function is None or here in seen:
        return frozenset()
    found: set[str] = set()
    for call in (node for node in ast.walk(function) if isinstance(node, ast.Call)):
        where, called = _target(module, call.func)
        if not _passes_by(call):
            continue
        if where.endswith(".policies"):
            found.add(called + _roles(call))
        elif not where.startswith((f"{PACKAGE}.journal", f"{PACKAGE}.ledger")):
            found |= _asked(where, called, seen | {here})
    return frozenset(found)


def _passes_by(call: ast.Call) -> bool:
    given = [*call.args, *(word.value for word in call.keywords)]
    return any(isinstance(value, ast.Name) and value.id in ("by", "actor") for value in given)


def _roles(call: ast.Call) -> str:
    named = [
        value.attr for value in call.args if isinstance(value, ast.Attribute) and ast.unparse(value.value) == "Role"
    ]
    return f"({', '.join(role.lower() for role in named)})" if named else ""


def _target(module: str, function: ast.expr) -> tuple[str, str]:
    """Module and name of what is called; as it is written here when it was not imported from the platform."""
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return _imports(module).get(function.value.id, module), function.attr
    name = function.id if isinstance(function, ast.Name) else ""
    full = _imports(module).get(name)
    return tuple(full.rsplit(".", 1)) if full else (module, name)  # type: ignore[return-value]


@cache
def _tree(module: str) -> ast.Module | None:
    path = SOURCE.joinpath(*module.split(".")).with_suffix(".py")
    return ast.parse(path.read_text(encoding="utf-8")) if path.is_file() else None


@cache
def _functions(module: str) -> dict[str, ast.FunctionDef]:
    tree = _tree(module)
    return {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)} if tree else {}


@cache
def _imports(module: str) -> dict[str, str]:
    tree = _tree(module)
    found = [node for node in tree.body if isinstance(node, ast.ImportFrom)] if tree else []
    return {name.asname or name.name: f"{node.module}.{name.name}" for node in found for name in node.names}
