"""Three-valued truth over a tree of conditions, and the conditions that decide it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from loopbaankrediet.decree.language.tree import All, Any, Node, Not

Known: TypeAlias = Callable[[Node], bool | None]


def conditions(node: Node) -> Iterator[Node]:
    """The single conditions an and/or tree is made of, from left to right."""
    if isinstance(node, All | Any):
        for item in node.items:
            yield from conditions(item)
    else:
        yield node


def truth(node: Node, known: Known) -> bool | None:
    """True, false, or None when the known conditions do not settle it."""
    match node:
        case All(items=items):
            values = [truth(item, known) for item in items]
            return False if False in values else None if None in values else True
        case Any(items=items):
            values = [truth(item, known) for item in items]
            return True if True in values else None if None in values else False
        case Not(item=item):
            value = known(item)
            return None if value is None else not value
    return known(node)


def deciding(node: Node, known: Known) -> Iterator[Node]:
    """The single conditions that make the tree what it is: those of the branches that are as the whole is.

    A true `or` rests on its true branches, a false `and` on its false ones, an open one on its open ones; of a true
    `and` and a false `or` every branch counts.
    """
    if not isinstance(node, All | Any):
        yield node
        return
    whole = truth(node, known)
    for item in node.items:
        if truth(item, known) is whole:
            yield from deciding(item, known)
