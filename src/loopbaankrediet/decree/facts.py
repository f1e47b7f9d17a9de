"""The facts of one applicant, each declared once, in the order in which they are listed everywhere.

`source` names the authentic source that can answer. Some facts are read by the predecessor's laws only, the last two by
scenarios only; they are known here because every law shares one set of facts.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from loopbaankrediet.decree.language.facts import FactSpec, Link, declared
from loopbaankrediet.decree.saying.dutch import Unit


class Region(StrEnum):
    """Where a person lives or works; `eea` is another EU or EEA state."""

    FLANDERS = "flanders"
    BRUSSELS = "brussels"
    WALLONIA = "wallonia"
    EEA = "eea"
    ELSEWHERE = "elsewhere"


class Schooling(StrEnum):
    """Highest diploma; `low` is no diploma of upper secondary education (dossier 1.42)."""

    LOW = "low"
    MIDDLE = "middle"
    HIGH = "high"


_REGIONS = {
    "flanders": "Vlaanderen",
    "brussels": "Brussel",
    "wallonia": "Wallonië",
    "eea": "een ander land van de Europese Economische Ruimte",
    "elsewhere": "een land buiten de Europese Economische Ruimte",
}
_NATIONAL_REGISTER = "Rijksregister"
_EMPLOYMENT = "RSZ (DmfA en Dimona)"
_SELF_EMPLOYMENT = "RSVZ (ARZA)"
_VOUCHERS = "VDAB (loopbaancheques)"

_DECLARED = (
    FactSpec(
        name="residence",
        kind=Region,
        label="je woonplaats",
        question="Waar woon je?",
        source=_NATIONAL_REGISTER,
        says="Je woont in {value}.",
        unknown="We weten nog niet waar je woont.",
        labels=_REGIONS,
        if_so="als je in {value} woont",
    ),
    FactSpec(
        name="moved_in_from_eea",
        kind=bool,
        changeable=False,
        label="je verhuizing naar België",
        question="Ben je vanuit een ander land van de Europese Economische Ruimte in België komen wonen?",
        source=_NATIONAL_REGISTER,
        says="Je kwam vanuit een ander land van de Europese Economische Ruimte in België wonen.",
        denies="Je kwam niet vanuit een ander land van de Europese Economische Ruimte in België wonen.",
        unknown="We weten nog niet of je vanuit een ander land van de Europese Economische Ruimte "
        "in België kwam wonen.",
        if_so="als je vanuit een ander land van de Europese Economische Ruimte in België kwam wonen",
        if_not="als je niet vanuit een ander land van de Europese Economische Ruimte in België kwam wonen",
    ),
    FactSpec(
        name="workplace",
        kind=Region,
        label="de plaats waar je werkt",
        question="Waar werk je?",
        source=_EMPLOYMENT,
        says="Je werkt in {value}.",
        unknown="We weten nog niet waar je werkt.",
        labels=_REGIONS,
        if_so="als je in {value} werkt",
    ),
    FactSpec(
        name="employment_contract",
        kind=bool,
        label="je arbeidsovereenkomst",
        question="Werk je met een arbeidsovereenkomst?",
        source=_EMPLOYMENT,
        says="Je werkt met een arbeidsovereenkomst.",
        denies="Je werkt niet met een arbeidsovereenkomst.",
        unknown="We weten nog niet of je met een arbeidsovereenkomst werkt.",
        if_so="als je met een arbeidsovereenkomst werkt",
        if_not="als je niet met een arbeidsovereenkomst werkt",
    ),
    FactSpec(
        name="under_authority",
        kind=bool,
        label="je werk onder het gezag van iemand anders",
        question="Werk je onder het gezag van iemand anders, zonder arbeidsovereenkomst (bijvoorbeeld als ambtenaar)?",
        source=_EMPLOYMENT,
        says="Je werkt zonder arbeidsovereenkomst onder het gezag van iemand anders.",
        denies="Je werkt niet zonder arbeidsovereenkomst onder het gezag van iemand anders.",
        unknown="We weten nog niet of je zonder arbeidsovereenkomst onder het gezag van iemand anders werkt.",
        if_so="als je zonder arbeidsovereenkomst onder het gezag van iemand anders werkt",
        if_not="als je niet zonder arbeidsovereenkomst onder het gezag van iemand anders werkt",
    ),
    FactSpec(
        name="self_employed",
        kind=bool,
        label="je werk als zelfstandige",
        question="Werk je als zelfstandige, zonder arbeidsovereenkomst en niet als statutair personeelslid?",
        source=_SELF_EMPLOYMENT,
        says="Je werkt als zelfstandige.",
        denies="Je werkt niet als zelfstandige.",
        unknown="We weten nog niet of je als zelfstandige werkt.",
        if_so="als je als zelfstandige werkt",
        if_not="als je niet als zelfstandige werkt",
    ),
    FactSpec(
        name="fund_affiliated",
        kind=bool,
        label="je aansluiting bij een sociale verzekeringskas",
        question="Ben je als zelfstandige aangesloten bij een sociale verzekeringskas of bij de Nationale Hulpkas?",
        source=_SELF_EMPLOYMENT,
        says="Je bent als zelfstandige aangesloten bij een sociale verzekeringskas of bij de Nationale Hulpkas.",
        denies="Je bent niet als zelfstandige aangesloten bij een sociale verzekeringskas of bij de Nationale Hulpkas.",
        unknown="We weten nog niet of je als zelfstandige aangesloten bent bij een sociale verzekeringskas "
        "of bij de Nationale Hulpkas.",
        if_so="als je als zelfstandige aangesloten bent bij een sociale verzekeringskas of bij de Nationale Hulpkas",
        if_not="als je als zelfstandige niet aangesloten bent bij een sociale verzekeringskas "
        "of bij de Nationale Hulpkas",
    ),
    FactSpec(
        name="seniority_months",
        kind=int,
        high=1200,
        unit=Unit.MONTHS,
        label="hoelang je al werkt",
        question="Hoeveel maanden heb je in je loopbaan gewerkt?",
        source="RSZ en RSVZ (hele loopbaan)",
        says="Je werkte in totaal {value}.",
        zero="Je werkte nog geen volle maand.",
        unknown="We weten nog niet hoelang je al werkt.",
        grows_monthly=True,
        if_so="als je in totaal {value} gewerkt hebt",
        if_none="als je nog geen volle maand gewerkt hebt",
    ),
    FactSpec(
        name="schooling",
        kind=Schooling,
        label="je hoogste diploma",
        question="Wat is je hoogste diploma?",
        source="LED (leer- en ervaringsbewijzendatabank)",
        says="Je hebt {value}.",
        unknown="We weten nog niet welk diploma je hebt.",
        labels={
            "low": "geen diploma van het secundair onderwijs",
            "middle": "een diploma van het secundair onderwijs",
            "high": "een diploma van het hoger onderwijs",
        },
        if_so="als je {value} hebt",
    ),
    FactSpec(
        name="vouchers_used",
        kind=int,
        high=20,
        unit=Unit.VOUCHERS,
        changeable=False,
        label="de loopbaancheques die je gebruikte",
        question="Hoeveel loopbaancheques heb je gebruikt sinds 1 juli 2013?",
        source=_VOUCHERS,
        says="Je gebruikte {value}.",
        zero="Je gebruikte nog geen loopbaancheque.",
        unknown="We weten nog niet hoeveel loopbaancheques je gebruikte.",
        if_so="als je {value} gebruikt hebt",
        if_none="als je nog geen loopbaancheque gebruikt hebt",
    ),
    FactSpec(
        name="credit_minutes_granted",
        kind=int,
        high=6000,
        unit=Unit.MINUTES,
        changeable=False,
        label="het krediet dat je al kreeg",
        question="Hoeveel minuten loopbaankrediet kreeg je al?",
        source="Dit platform (beslissingen)",
        says="Je kreeg al {value} loopbaankrediet.",
        zero="Je kreeg nog geen loopbaankrediet.",
        unknown="We weten nog niet hoeveel loopbaankrediet je al kreeg.",
        if_so="als je al {value} loopbaankrediet gekregen hebt",
        if_none="als je nog geen loopbaankrediet gekregen hebt",
    ),
    FactSpec(
        name="months_worked_last_24",
        kind=int,
        high=24,
        unit=Unit.MONTHS,
        label="je werk in de laatste 24 maanden",
        question="Hoeveel van de laatste 24 maanden heb je gewerkt?",
        source=_EMPLOYMENT,
        says="Je werkte {value} van de laatste 24 maanden.",
        unknown="We weten nog niet hoeveel je de laatste 24 maanden werkte.",
        if_so="als je {value} van de laatste 24 maanden gewerkt hebt",
        if_none="als je de laatste 24 maanden niet gewerkt hebt",
    ),
    FactSpec(
        name="agency_4_weeks",
        kind=bool,
        label="je uitzendwerk",
        question="Werkte je in de laatste 24 maanden vier weken zonder onderbreking als uitzendkracht?",
        source=_EMPLOYMENT,
        says="Je werkte in de laatste 24 maanden vier weken zonder onderbreking als uitzendkracht.",
        denies="Je werkte in de laatste 24 maanden geen vier weken zonder onderbreking als uitzendkracht.",
        unknown="We weten nog niet of je in de laatste 24 maanden vier weken als uitzendkracht werkte.",
        if_so="als je in de laatste 24 maanden vier weken zonder onderbreking als uitzendkracht gewerkt hebt",
        if_not="als je in de laatste 24 maanden geen vier weken zonder onderbreking als uitzendkracht gewerkt hebt",
    ),
    FactSpec(
        name="vouchers_used_last_6_years",
        kind=int,
        high=20,
        unit=Unit.VOUCHERS,
        changeable=False,
        label="de loopbaancheques van de laatste zes jaar",
        question="Hoeveel loopbaancheques heb je in de laatste zes jaar gebruikt?",
        source=_VOUCHERS,
        says="Je gebruikte in de laatste zes jaar {value}.",
        zero="Je gebruikte in de laatste zes jaar geen loopbaancheque.",
        unknown="We weten nog niet hoeveel loopbaancheques je in de laatste zes jaar gebruikte.",
        if_so="als je in de laatste zes jaar {value} gebruikt hebt",
        if_none="als je in de laatste zes jaar geen loopbaancheque gebruikt hebt",
    ),
    FactSpec(
        name="low_income",
        kind=bool,
        label="je inkomen",
        question="Ligt je loon onder de inkomensgrens?",
        source="FOD Financiën (aanslagbiljet)",
        says="Je loon ligt onder de inkomensgrens.",
        denies="Je loon ligt niet onder de inkomensgrens.",
        unknown="We weten nog niet of je loon onder de inkomensgrens ligt.",
        if_so="als je loon onder de inkomensgrens ligt",
        if_not="als je loon niet onder de inkomensgrens ligt",
    ),
    FactSpec(
        name="months_since_last_credit",
        kind=int,
        high=1200,
        unit=Unit.MONTHS,
        label="hoelang geleden je het laatst krediet kreeg",
        question="Hoeveel volle maanden geleden kreeg je het laatst loopbaankrediet?",
        source="Dit platform (beslissingen)",
        says="Je kreeg het laatst loopbaankrediet {value} geleden.",
        zero="Je kreeg nog geen volle maand geleden loopbaankrediet.",
        unknown="We weten nog niet hoelang geleden je het laatst loopbaankrediet kreeg.",
        grows_monthly=True,
        if_so="als je het laatst loopbaankrediet {value} geleden gekregen hebt",
        if_none="als je nog geen volle maand geleden loopbaankrediet gekregen hebt",
    ),
)

FACTS: Mapping[str, FactSpec] = declared(_DECLARED)

LINKS = (
    Link(smaller="vouchers_used_last_6_years", greater="vouchers_used"),
    Link(smaller="months_worked_last_24", greater="seniority_months"),
)
