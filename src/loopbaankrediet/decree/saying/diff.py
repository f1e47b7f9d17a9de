"""What differs between the laws of two days: articles, conditions, amounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from loopbaankrediet.decree.deciding.policy import Parameter, Policy, policy_on
from loopbaankrediet.decree.language.book import Article
from loopbaankrediet.decree.language.tree import serial

Kind: TypeAlias = Literal["new", "dropped", "changed"]


class ArticleChange(NamedTuple):
    """One rule that differs; `what` names what changed of it, the conditions are those of one side only, in Dutch."""

    rule: str
    kind: Kind
    before: Article | None
    after: Article | None
    what: tuple[str, ...]
    conditions_dropped: tuple[str, ...]
    conditions_new: tuple[str, ...]


class ParameterChange(NamedTuple):
    """One amount or term that differs."""

    name: str
    kind: Kind
    before: Parameter | None
    after: Parameter | None


class LawDiff(NamedTuple):
    """The two policies, and what differs; articles and parameters in the order of the law."""

    before: Policy
    after: Policy
    articles: tuple[ArticleChange, ...]
    parameters: tuple[ParameterChange, ...]


def law_diff(before: date, after: date, known_on: date) -> LawDiff:
    """What differs between the laws of two days, both as known on a third. Raises NoLawInForce, NoValueInForce."""
    old, new = policy_on(before, known_on), policy_on(after, known_on)
    return LawDiff(old, new, tuple(_articles(old, new)), tuple(_parameters(old, new)))


def _articles(old: Policy, new: Policy) -> Iterator[ArticleChange]:
    for rule in dict.fromkeys((*old.corpus.articles, *new.corpus.articles)):
        before, after = old.corpus.articles.get(rule), new.corpus.articles.get(rule)
        what = _what(before, after) if before and after else ()
        dropped, added = _conditions(old, rule), _conditions(new, rule)
        only_before = tuple(text for text in dropped if text not in added)
        only_after = tuple(text for text in added if text not in dropped)
        if what or only_before or only_after or not (before and after):
            kind = _kind(before, after)
            yield ArticleChange(rule, kind, before, after, what, only_before, only_after)


def _what(before: Article, after: Article) -> tuple[str, ...]:
    changed = {
        "reference": before.reference != after.reference,
        "text": before.text != after.text,
        "rule": serial(before.tree) != serial(after.tree),
        "status": before.status != after.status,
    }
    return tuple(name for name, differs in changed.items() if differs)


def _conditions(policy: Policy, rule: str) -> tuple[str, ...]:
    found = (plan.conditions for plan in policy.grounds if plan.article.rule == rule)
    return tuple(dict.fromkeys(text for conditions in found for text, _ in conditions))


def _parameters(old: Policy, new: Policy) -> Iterator[ParameterChange]:
    for name in dict.fromkeys((*old.parameters, *new.parameters)):
        before, after = old.parameters.get(name), new.parameters.get(name)
        if before is None or after is None or (before.value, before.status) != (after.value, after.status):
            yield ParameterChange(name, _kind(before, after), before, after)


def _kind(before: object, after: object) -> Kind:
    return "new" if before is None else "dropped" if after is None else "changed"


# ---- plain values, and words


def diff_as_dict(found: LawDiff, before: date, after: date, known_on: date) -> dict[str, object]:
    """The differences as plain values."""
    return {
        "known_on": known_on.isoformat(),
        "before": _stamp(found.before, before),
        "after": _stamp(found.after, after),
        "articles": [
            {
                "rule": change.rule,
                "change": change.kind,
                "what": list(change.what),
                "before": _article(change.before),
                "after": _article(change.after),
                "conditions": {"dropped": list(change.conditions_dropped), "new": list(change.conditions_new)},
            }
            for change in found.articles
        ],
        "parameters": [
            {
                "name": change.name,
                "change": change.kind,
                "before": change.before.as_dict() if change.before else None,
                "after": change.after.as_dict() if change.after else None,
            }
            for change in found.parameters
        ],
    }


def _stamp(policy: Policy, on: date) -> dict[str, str]:
    return {"name": policy.law.name, "title": policy.law.title, "on": on.isoformat(), "hash": policy.hash}


def _article(article: Article | None) -> Mapping[str, object] | None:
    if article is None:
        return None
    return {
        "article": article.reference,
        "text": article.text,
        "status": article.status,
        "since": article.since.isoformat(),
        "source": article.source,
    }


_KINDS: Mapping[Kind, str] = {
    "dropped": "Artikelen die vervallen",
    "new": "Nieuwe artikelen",
    "changed": "Artikelen die veranderen",
}
_STATUS = {"in force": "van kracht", "draft": "voorontwerp", "open": "nog open", "override": "zelf ingevuld"}


def diff_as_text(found: LawDiff, before: date, after: date) -> str:
    """The differences to read on a screen."""
    return "\n".join(_lines(found, before, after))


def _lines(found: LawDiff, before: date, after: date) -> Iterator[str]:
    yield f"Wat verandert tussen {before} en {after}"
    yield f"- op {before}: {found.before.law.title}"
    yield f"- op {after}: {found.after.law.title}"
    for kind, heading in _KINDS.items():
        changes = [change for change in found.articles if change.kind == kind]
        if changes:
            yield f"\n{heading} (eigen omschrijving, niet de tekst van de wet)"
            for change in changes:
                yield from _article_lines(change)
    if found.parameters:
        yield "\nBedragen en termijnen"
        yield from map(_parameter_line, found.parameters)
    if not found.articles and not found.parameters:
        yield "\nTussen deze twee dagen verandert er niets."


def _article_lines(change: ArticleChange) -> Iterator[str]:
    before, after = change.before, change.after
    if before and after and before.text != after.text:
        yield f"- {before.reference}: {before.text}"
        yield f"  wordt {after.reference}: {after.text}"
    elif before and after and before.reference != after.reference:
        yield f"- {before.reference} wordt {after.reference}: {after.text}"
    else:
        article = after or before
        assert article is not None
        yield f"- {article.reference}: {article.text}"
    if before and after and before.status != after.status:
        yield f"    status: {_STATUS[before.status]}, daarna {_STATUS[after.status]}"
    yield from (f"    vervalt: {text}" for text in change.conditions_dropped)
    yield from (f"    nieuw:   {text}" for text in change.conditions_new)
    if "rule" in change.what and not change.conditions_dropped and not change.conditions_new:
        yield "    anders berekend, of uit andere voorwaarden opgebouwd"


def _parameter_line(change: ParameterChange) -> str:
    before, after = change.before, change.after
    if before is None:
        assert after is not None
        return f"- nieuw: {after.sentence} ({after.article}, {_STATUS[after.status]})"
    if after is None:
        return f"- vervalt: {before.sentence} ({before.article})"
    if before.value == after.value:
        return f"- {after.sentence} Status: {_STATUS[before.status]}, daarna {_STATUS[after.status]}."
    return f"- eerst: {before.sentence} Daarna: {after.sentence} ({after.article}, {_STATUS[after.status]})"
