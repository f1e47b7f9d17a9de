"""Every amount, fact and default names where it comes from, and the documents list it: nothing is just so."""

import re
import tomllib
from collections import Counter

from loopbaankrediet.decree.laws import every_law
from loopbaankrediet.decree.scenario import law_of, scenarios
from tests.docs.pages import DOCS, ROOT, SOURCE, code_in, source_files, table

SOURCES, DEFAULTS = DOCS / "sources.md", DOCS / "defaults.md"
ENTRIES = table(SOURCES, "Sources")
CITED = table(SOURCES, "As cited in the data")
DRAFTED = [law for law in every_law() if law.name != "loopbaancheques"]
CITATION = re.compile(r"\b(?:defaults?|standaard) (\d+(?:(?:, | and )\d+)*)\b")


def sources_in_the_data() -> set[str]:
    """The `source` of every parameter, of every value that has its own, and of every remedy."""
    found: set[str] = set()
    for path in sorted((SOURCE / "decree" / "parameters").glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        records = [record for entry in content.values() for record in (entry if isinstance(entry, list) else [entry])]
        values = [value for record in records for value in record.get("values", [])]
        found |= {record["source"] for record in records + values if "source" in record}
    return found


def sources_of_articles() -> set[str]:
    """The `source` of every article, those of scenarios too."""
    laws = [*every_law(), *(law_of(scenario, law) for scenario in scenarios() for law in DRAFTED)]
    return {article.source for law in laws for article in law.book.articles}


def sources_of_facts() -> set[str]:
    """The `source` of every fact that a law declares."""
    return {spec.source for law in every_law() for spec in law.book.facts.values()}


def test_sources_have_ids_of_their_own() -> None:
    counted = Counter(row[0] for row in ENTRIES)
    assert counted
    assert [name for name, count in counted.items() if count > 1 or not re.fullmatch(r"S\d+", name)] == []


def test_every_source_in_the_data_is_listed() -> None:
    listed = {row[0].strip('"') for row in CITED}
    assert sources_in_the_data() | sources_of_articles() | sources_of_facts() == listed


def test_lists_refer_only_to_sources_that_exist() -> None:
    known = {row[0] for row in ENTRIES}
    pages = [SOURCES, DEFAULTS]
    cited = {name for page in pages for name in re.findall(r"\bS\d+\b", page.read_text(encoding="utf-8"))}
    assert cited - known == set()


def test_every_default_that_the_code_cites_is_described() -> None:
    described = {int(number) for number in re.findall(r"^### (\d+)\.", DEFAULTS.read_text(encoding="utf-8"), re.M)}
    cited = {
        int(number)
        for path in source_files()
        for numbers in CITATION.findall(path.read_text(encoding="utf-8").replace("DEFAULT", ""))
        for number in re.findall(r"\d+", numbers)
    }
    assert cited
    assert cited - described == set()


def test_places_named_in_the_defaults_exist() -> None:
    text = DEFAULTS.read_text(encoding="utf-8")
    places = [code for line in text.splitlines() if line.startswith("Where: ") for code in code_in(line)]
    files = [place.split(":")[0] for place in places if "/" in place]
    assert files
    assert [name for name in files if not (ROOT / "src" / "loopbaankrediet" / name).exists()] == []
