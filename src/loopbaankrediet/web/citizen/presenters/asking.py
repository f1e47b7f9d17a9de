"""What is fetched for an application, from which source, and why (only once: nobody types what a source knows)."""

from loopbaankrediet import decree
from loopbaankrediet.decree.saying.dutch import listed
from loopbaankrediet.web.components import Column, Table
from loopbaankrediet.web.law_words import source_name

ASKED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("residence", "moved_in_from_eea"), "Waar je woont en werkt, telt mee."),
    (("workplace", "employment_contract", "under_authority"), "Je moet aan het werk zijn."),
    (("self_employed", "fund_affiliated"), "Ook wie als zelfstandige werkt, kan het krijgen."),
    (("seniority_months",), "Je moet lang genoeg gewerkt hebben."),
    (("schooling",), "Wie kortgeschoold is, betaalt minder."),
    (("vouchers_used",), "Gebruikte je vroeger al loopbaancheques? Dan krijg je minder of geen uren."),
    (("credit_minutes_granted",), "We kijken na of je al uren kreeg."),
)


def asked_for() -> Table:
    columns = (Column("Wat"), Column("Bij wie"), Column("Waarom"))
    rows = [(_what(names), source_name(decree.FACTS[names[0]].source), why) for names, why in ASKED]
    return Table("Deze gegevens zoeken we voor je op", columns, rows)


def _what(names: tuple[str, ...]) -> str:
    text = listed([decree.FACTS[name].label for name in names], last="en")
    return text[0].upper() + text[1:]
