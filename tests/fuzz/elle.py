"""Is a history of transactions serialisable? After the idea of Elle (Kingsbury and Alvaro, 2020), for lists.

Every transaction appends unique values to lists and reads whole lists. A list that was read shows in which order its
values were appended. From that follow three kinds of edges between transactions: `ww` (appended right after), `wr`
(read what the other appended last) and `rw` (read the list as it was before the other appended). A cycle means that no
order of one transaction after the other explains what was seen.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

Key = str
Value = int
Edges = Mapping[int, set[int]]


@dataclass
class Transaction:
    """What one committed transaction appended to each list, and what it read of each before its own appends."""

    appends: dict[Key, list[Value]] = field(default_factory=dict)
    reads: dict[Key, tuple[Value, ...]] = field(default_factory=dict)


def anomalies(history: list[Transaction]) -> Counter[str]:
    """Counts by name: lists that contradict each other, values from nowhere, and cycles by their kind.

    `G0`: only writes in a circle; `G1c`: writes and reads; `G-single`: one read of an older state; `G2`: several.
    """
    found: Counter[str] = Counter()
    writer = {
        value: number for number, one in enumerate(history) for values in one.appends.values() for value in values
    }
    orders = _orders(history, found)
    found["from nowhere"] += sum(value not in writer for order in orders.values() for value in order)
    if found.total():
        return +found
    return +(found + _cycles(*_edges(history, orders, writer)))


def _orders(history: list[Transaction], found: Counter[str]) -> dict[Key, tuple[Value, ...]]:
    """The longest reading of each list; every other reading must be how it began."""
    orders: dict[Key, tuple[Value, ...]] = defaultdict(tuple)
    for one in history:
        for key, seen in one.reads.items():
            orders[key] = max(orders[key], seen, key=len)
    for one in history:
        found["contradiction"] += sum(seen != orders[key][: len(seen)] for key, seen in one.reads.items())
    return orders


def _edges(
    history: list[Transaction], orders: dict[Key, tuple[Value, ...]], writer: dict[Value, int]
) -> tuple[Edges, Edges, Edges]:
    ww, wr, rw = defaultdict(set), defaultdict(set), defaultdict(set)
    for order in orders.values():
        for earlier, later in pairwise(order):
            ww[writer[earlier]].add(writer[later])
    for number, one in enumerate(history):
        for key, seen in one.reads.items():
            if seen:
                wr[writer[seen[-1]]].add(number)
            if len(seen) < len(orders[key]):
                rw[number].add(writer[orders[key][len(seen)]])
    for edges in (ww, wr, rw):
        for number, others in edges.items():
            others.discard(number)
    return ww, wr, rw


def _cycles(ww: Edges, wr: Edges, rw: Edges) -> Counter[str]:
    """Each circle under the first name that it earns."""
    written = _joined(ww, wr)
    by_writes, by_reads = _circles(ww), _circles(written)
    found = Counter({"G0": len(by_writes)})
    found["G1c"] = sum(not _holds_one_of(circle, by_writes) for circle in by_reads)
    for circle in _circles(_joined(written, rw)):
        if not _holds_one_of(circle, by_reads):
            found["G-single" if _is_single(circle, written, rw) else "G2"] += 1
    return +found


def _holds_one_of(circle: set[int], others: list[set[int]]) -> bool:
    return any(other <= circle for other in others)


def _is_single(circle: set[int], written: Edges, rw: Edges) -> bool:
    """Whether one reading of an older state closes a circle of writes and reads."""
    return any(
        _reaches(written, later, reader, circle) for reader in circle for later in rw.get(reader, set()) & circle
    )


def _joined(*graphs: Edges) -> Edges:
    joined: dict[int, set[int]] = defaultdict(set)
    for graph in graphs:
        for number, others in graph.items():
            joined[number] |= others
    return joined


def _reaches(graph: Edges, start: int, goal: int, within: set[int]) -> bool:
    seen, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        if here == goal:
            return True
        fresh = (graph.get(here, set()) & within) - seen
        seen |= fresh
        waiting += fresh
    return False


def _circles(graph: Edges) -> list[set[int]]:
    """Every largest set of transactions that all reach each other (Kosaraju: order by finish, then the other way)."""
    backwards: dict[int, set[int]] = defaultdict(set)
    for number, others in graph.items():
        for other in others:
            backwards[other].add(number)
    seen: set[int] = set()
    circles = []
    for number in reversed(_by_finish(graph)):
        if number not in seen:
            circle = set(_walk(backwards, number, seen))
            if len(circle) > 1:
                circles.append(circle)
    return circles


def _by_finish(graph: Edges) -> list[int]:
    seen: set[int] = set()
    return [number for start in list(graph) if start not in seen for number in _walk(graph, start, seen)]


def _walk(graph: Edges, start: int, seen: set[int]) -> Iterable[int]:
    """Everything reached from `start` and not seen before, each after all it leads to."""
    seen.add(start)
    path = [(start, iter(graph.get(start, ())))]
    while path:
        others = path[-1][1]
        unseen = next((other for other in others if other not in seen), None)
        if unseen is None:
            yield path.pop()[0]
        else:
            seen.add(unseen)
            path.append((unseen, iter(graph.get(unseen, ()))))
