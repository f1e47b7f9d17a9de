"""What is fetched for an application, from which source, and why (only once: nobody types what a source knows)."""

from django.utils.translation import gettext, gettext_noop

from loopbaankrediet import decree
from loopbaankrediet.decree.saying.dutch import listed
from loopbaankrediet.web.components import Column, Table
from loopbaankrediet.web.law_words import source_name

ASKED: tuple[tuple[tuple[str, ...], str], ...] = (
    (("residence", "moved_in_from_eea"), gettext_noop("Waar je woont en werkt, telt mee.")),
    (("workplace", "employment_contract", "under_authority"), gettext_noop("Je moet aan het werk zijn.")),
    (("self_employed", "fund_affiliated"), gettext_noop("Ook wie als zelfstandige werkt, kan het krijgen.")),
    (("seniority_months",), gettext_noop("Je moet lang genoeg gewerkt hebben.")),
    (("schooling",), gettext_noop("Wie kortgeschoold is, betaalt minder.")),
    (("vouchers_used",), gettext_noop("Gebruikte je vroeger al loopbaancheques? Dan krijg je minder of geen uren.")),
    (("credit_minutes_granted",), gettext_noop("We kijken na of je al uren kreeg.")),
)


def asked_for() -> Table:
    columns = (Column(gettext("Wat")), Column(gettext("Bij wie")), Column(gettext("Waarom")))
    rows = [(_what(names), gettext(source_name(decree.FACTS[names[0]].source)), why) for names, why in ASKED]
    return Table(gettext("Deze gegevens zoeken we voor je op"), columns, rows)


def _what(names: tuple[str, ...]) -> str:
    text = listed([gettext(decree.FACTS[name].label) for name in names], last=gettext("en"))
    return text[0].upper() + text[1:]
