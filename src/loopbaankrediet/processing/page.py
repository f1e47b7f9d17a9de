"""The register in words: what we hold, why, who sees it and how long, from the records and the columns."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from loopbaankrediet.processing.columns import Table, held_for, tables
from loopbaankrediet.processing.records import Record, Source, records

AUDIENCES = {
    "public": "iedereen",
    "citizen": "jij",
    "helper": "een helper met jouw volmacht",
    "legal_representative": "je bewindvoerder of andere wettelijke vertegenwoordiger",
    "desk": "een loketmedewerker, zolang die met jou spreekt",
    "counsellor": "je loopbaanbegeleider",
    "officer": "elke medewerker met een rol",
    "officer:case_officer": "een dossierbehandelaar",
    "officer:registrar": "een registerbeheerder",
    "officer:payments_officer": "een betaalmedewerker",
    "officer:auditor": "een auditor",
    "officer:desk_officer": "een loketmedewerker",
    "officer:privacy_officer": "de functionaris voor gegevensbescherming",
}
Say = Callable[[str], str]

STATUS = {"draft": "ontwerp", "open": "nog te beslissen"}


@dataclass(frozen=True)
class Section:
    """One processing as a citizen reads it."""

    title: str
    explanation: str
    held: tuple[str, ...]
    seen_by: str
    shared_with: str
    sources: str
    kept: str
    ground: str


def in_dutch(text: str) -> str:
    """The register as it is written."""
    return text


def sections(say: Say = in_dutch) -> tuple[Section, ...]:
    """`say` gives each piece of text in the language of who reads."""
    return tuple(_section(record, say) for record in records().values())


def register_page() -> Iterator[str]:
    """docs/reference/processing.md, line by line, after its head."""
    for record in records().values():
        yield from _entry(record)
    yield "## Columns\n"
    yield "| table | tells directly of a person | linked to a person | purposes |"
    yield "|---|---|---|---|"
    yield from (_row(table) for table in tables().values() if table.is_personal)
    yield "\n## Tables that hold nobody's data\n"
    yield "| table | what it holds |"
    yield "|---|---|"
    yield from (f"| {table.name} | {table.holds_nobody} |" for table in tables().values() if not table.is_personal)


def _section(record: Record, say: Say) -> Section:
    kept, ground = record.retention, record.ground
    last = say("en")
    years = say("{years} jaar na {starts} ({status})")
    decree = say("Decreet: {articles} ({status}).").format(
        articles=_listed(ground.articles, last), status=say(STATUS[ground.status])
    )
    return Section(
        say(record.title),
        say(record.explanation),
        tuple(map(say, dict.fromkeys(table.what for table in held_for(record.key)))),
        _listed((say(AUDIENCES[audience]) for audience in record.audiences), last),
        _listed(map(say, record.shared_with), last),
        _listed(map(say, dict.fromkeys(source.name for source in record.sources)), last),
        years.format(years=kept.years, starts=say(kept.starts), status=say(STATUS[kept.status])),
        f"{say(ground.says)} {decree}",
    )


def _entry(record: Record) -> Iterator[str]:
    section, kept = _section(record, in_dutch), record.retention
    yield f"## {record.title} (`{record.key}`)\n\n{record.explanation}\n"
    yield f"- Grond: {section.ground}"
    yield f"- Over wie: {_listed(record.concerns)}"
    yield f"- Wat we bewaren: {'; '.join(section.held)}"
    yield f"- Wie het ziet: {section.seen_by}"
    yield f"- Met wie we het delen: {section.shared_with or 'niemand'}"
    yield f"- Bronnen: {'; '.join(map(_source, record.sources)) or 'jij zelf, en wat op het platform gebeurt'}"
    yield f"- Bewaartermijn: {section.kept}"
    yield f"- Selectielijst: {kept.selection_list}"
    yield f"- Boekhoudkundige termijn: {kept.accounting_term}\n"


def _source(source: Source) -> str:
    return f"{source.name} ({source.service}): {', '.join(source.facts)}"


def _row(table: Table) -> str:
    return f"| {table.name} | {', '.join(table.direct)} | {', '.join(table.linked)} | {', '.join(table.purposes)} |"


def _listed(words: Iterable[str], between: str = "en") -> str:
    """'a, b en c'."""
    *most, last = [*words] or [""]
    return f"{', '.join(most)} {between} {last}" if most else last
