"""The articles in force together: which reads which, in what order, and whether they are sound.

What is checked here needs more than one article: unknown names, kinds, cycles, products and comparisons that would make
exact handling of unknown facts impossible, and phrases without which a person would have to read code.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from loopbaankrediet.decree.dated.records import ParameterRecord
from loopbaankrediet.decree.errors import LiftError
from loopbaankrediet.decree.language.book import Article
from loopbaankrediet.decree.language.facts import FactSpec, Link
from loopbaankrediet.decree.language.tree import (
    All,
    Any,
    Arithmetic,
    Choose,
    Compare,
    Constant,
    Extreme,
    Fact,
    Kind,
    Node,
    Not,
    Parameter,
    Rule,
    children,
    negate,
    walk,
)
from loopbaankrediet.decree.shapes import hint, phrase_fault


@dataclass(frozen=True, eq=False)
class Corpus:
    """The articles of one law on one day, in an order in which each article follows those it reads.

    Raises LiftError when they do not fit together.
    """

    articles: Mapping[str, Article]
    facts: Mapping[str, FactSpec]
    links: tuple[Link, ...]
    parameters: Mapping[str, ParameterRecord]
    outcome: str
    results: tuple[str, ...]
    order: tuple[Article, ...] = field(init=False)

    def __post_init__(self) -> None:
        for article in self.articles.values():
            self._check_names(article)
        object.__setattr__(self, "order", tuple(self._ordered()))
        for article in self.order:
            self._check_exactness(article)
        self._check_roots()
        self._check_links()
        self._check_phrases()

    # ---- what an article reads

    def grounds(self) -> tuple[Article, ...]:
        """The conditions the outcome is made of, in the order of the articles."""
        named = dict.fromkeys(n.name for n in walk(self.articles[self.outcome].tree) if isinstance(n, Rule))
        return tuple(self.articles[name] for name in named)

    def facts_read(self, rule: str) -> tuple[str, ...]:
        """Every fact an article reads, also through other articles, in the order of their declaration."""
        return self._facts(self._below(rule))

    def parameters_read(self, rule: str) -> tuple[str, ...]:
        """Every parameter an article reads, also through other articles."""
        return self._parameters(self._below(rule))

    def facts_followed(self, rule: str) -> tuple[str, ...]:
        """The facts the height of a number follows: those it reads, but not through a condition."""
        return self._facts(self._below(rule, int))

    def parameters_followed(self, rule: str) -> tuple[str, ...]:
        """The parameters the height of a number follows."""
        return self._parameters(self._below(rule, int))

    def all_facts_read(self) -> tuple[str, ...]:
        """Every fact the outcome or a result depends on."""
        read = {fact for root in (self.outcome, *self.results) for fact in self.facts_read(root)}
        return tuple(name for name in self.facts if name in read)

    def counted(self, node: Node) -> frozenset[str]:
        """The whole-number facts that enter the value of a number (not merely a condition on it)."""
        match node:
            case Fact(name=name, kind=kind):
                return frozenset({name} if kind is int else ())
            case Rule(name=name):
                return self.counted(self.articles[name].tree)
            case Arithmetic() | Extreme():
                return _union(self.counted(child) for child in children(node))
            case Choose(then=then, otherwise=otherwise):
                return self.counted(then) | self.counted(otherwise)
        return frozenset()

    def spelled_out(self, node: Node) -> Node:
        """A condition with the conditions of other articles written out, down to the single conditions."""
        match node:
            case All(items=items):
                return All(tuple(self.spelled_out(item) for item in items))
            case Any(items=items):
                return Any(tuple(self.spelled_out(item) for item in items))
            case Rule(name=name):
                return self.spelled_out(self.articles[name].tree)
            case Not(item=Rule(name=name)):
                return self.spelled_out(negate(self.articles[name].tree))
        return node

    def _facts(self, nodes: Iterable[Node]) -> tuple[str, ...]:
        read = {node.name for node in nodes if isinstance(node, Fact)}
        return tuple(name for name in self.facts if name in read)

    def _parameters(self, nodes: Iterable[Node]) -> tuple[str, ...]:
        read = {node.name for node in nodes if isinstance(node, Parameter)}
        return tuple(name for name in self.parameters if name in read)

    def _below(self, rule: str, through: Kind | None = None) -> Iterator[Node]:
        for node in walk(self.articles[rule].tree):
            yield node
            if isinstance(node, Rule) and through in (None, node.kind):
                yield from self._below(node.name, through)

    # ---- checks

    def _check_names(self, article: Article) -> None:
        for node in walk(article.tree):
            if isinstance(node, Parameter) and node.name not in self.parameters:
                raise LiftError(
                    f"{article.where}: parameter 'p.{node.name}' staat niet in parameters/. "
                    + hint(node.name, self.parameters)
                )
            if isinstance(node, Rule):
                self._check_rule(article, node)

    def _check_rule(self, article: Article, node: Rule) -> None:
        if node.name not in self.articles:
            raise LiftError(
                f"{article.where}: '{node.name}' is geen feit en geen artikel dat op {article.since} geldt. "
                + hint(node.name, [*self.facts, *self.articles])
            )
        if self.articles[node.name].kind is not node.kind:
            kind = self.articles[node.name].kind.__name__
            raise LiftError(
                f"{article.where}: artikel '{node.name}' geeft {kind}, niet {node.kind.__name__}. "
                f"Schrijf '{node.name}: {kind}'."
            )

    def _ordered(self) -> Iterator[Article]:
        done: set[str] = set()

        def visit(name: str, path: tuple[str, ...]) -> Iterator[Article]:
            if name in path:
                circle = " -> ".join((*path[path.index(name) :], name))
                raise LiftError(
                    f"{self.articles[name].where}: artikelen verwijzen in een kring: {circle}. Haal een verwijzing weg."
                )
            if name in done:
                return
            for node in walk(self.articles[name].tree):
                if isinstance(node, Rule):
                    yield from visit(node.name, (*path, name))
            done.add(name)
            yield self.articles[name]

        for name in self.articles:
            yield from visit(name, ())

    def _check_exactness(self, article: Article) -> None:
        for node in walk(article.tree):
            match node:
                case Arithmetic(left=left, sign="*", right=right):
                    if self.counted(left) and self.counted(right):
                        raise LiftError(
                            f"{article.where}: een product van twee feiten kan niet exact nagegaan worden. "
                            "Geef het product een naam als feit."
                        )
                case Compare() | Extreme():
                    facts = _union(self.counted(child) for child in children(node))
                    if len(facts) > 1:
                        raise LiftError(
                            f"{article.where}: vergelijkt twee getelde feiten ({', '.join(sorted(facts))}). "
                            "Geef hun verschil een naam als feit."
                        )

    def _check_roots(self) -> None:
        for root in (self.outcome, *self.results):
            if root not in self.articles:
                raise LiftError(f"de uitkomst of het resultaat '{root}' is geen artikel. {hint(root, self.articles)}")
        for result in self.results:
            if self.articles[result].kind is not int:
                where = self.articles[result].where
                raise LiftError(f"{where}: een resultaat is een geheel getal (int), geen voorwaarde. Geef '-> int'.")
        outcome = self.articles[self.outcome]
        for node in walk(outcome.tree):
            if not isinstance(node, All | Any | Not | Rule) or (isinstance(node, Rule) and node.kind is not bool):
                raise LiftError(
                    f"{outcome.where}: een uitkomst bestaat alleen uit artikelen die een voorwaarde zijn. "
                    "Geef de voorwaarde een eigen artikel."
                )

    def _check_links(self) -> None:
        smaller, greater = {link.smaller for link in self.links}, {link.greater for link in self.links}
        arithmetic = _union(self.counted(self.articles[result].tree) for result in self.results)
        if smaller & greater:
            raise LiftError(f"feit {sorted(smaller & greater)} staat in een keten van verbanden")
        if arithmetic & (smaller | greater) & set(self.all_facts_read()):
            raise LiftError("een feit met een verband mag niet in een berekening staan")

    def _check_phrases(self) -> None:
        for article in self.order:
            if article.kind is int and not (article.unit and article.says and article.unknown and article.label):
                raise LiftError(f"{article.where}: een artikel met een getal heeft unit, says, unknown en label nodig")
            fault = phrase_fault(article.says, value=True) if article.says else None
            if fault:
                raise LiftError(f"{article.where}: de zin 'says' {fault}")
        for ground in self.grounds():
            for node in walk(self.spelled_out(ground.tree)):
                if isinstance(node, Compare) and not _sayable(node):
                    raise LiftError(f"{ground.where}: vergelijk in een grond een feit of artikel met één ander gegeven")
                if isinstance(node, Constant) and isinstance(node.value, bool):
                    raise LiftError(f"{ground.where}: een voorwaarde die altijd hetzelfde is, is geen voorwaarde")


def _sayable(node: Compare) -> bool:
    return isinstance(node.left, Fact | Rule) and isinstance(node.right, Fact | Rule | Parameter | Constant)


def _union(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*sets)
