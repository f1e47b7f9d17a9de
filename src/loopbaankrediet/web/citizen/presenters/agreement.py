"""The agreement (art. 9), readable in a minute: what default 13 asks, in plain words."""

from dataclasses import dataclass
from datetime import date

from loopbaankrediet.contributions.due import collection_on
from loopbaankrediet.contributions.models import VatRegime
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.guidance.queries import AgreementView, TrackView
from loopbaankrediet.guidance.withdrawal import first_conversation_on, last_day_to_withdraw
from loopbaankrediet.kernel.amounts import cents_for, duration, euro
from loopbaankrediet.web.components import SummaryRow
from loopbaankrediet.web.share_words import regime_words
from loopbaankrediet.web.templatetags.dutch import day

WITH_PAUSE = 2


@dataclass(frozen=True)
class Clause:
    """One point of the agreement: a heading and a few short sentences."""

    title: str
    sentences: tuple[str, ...]


def clauses(
    track: TrackView, agreement: AgreementView, module_minutes: int, today: date, regime: VatRegime | None = None
) -> tuple[Clause, ...]:
    """`regime`: what the counsellor said of her VAT; None when she said nothing."""
    return (
        _parties(track, agreement),
        _hours(agreement, module_minutes),
        _price(track, agreement, module_minutes, regime),
        _manner(agreement),
        *_independence(agreement),
        *_rules(track.counsellor),
        *_standing_still(agreement),
        _withdrawal(agreement, today),
    )


def in_short(track: TrackView, agreement: AgreementView, module_minutes: int, today: date) -> list[SummaryRow]:
    """What one must know before signing, to read in a minute."""
    modules = "1 module" if agreement.modules == 1 else f"{agreement.modules} modules"
    own = cents_for(module_minutes, agreement.own_cents_per_hour)
    last = last_day_to_withdraw(agreement.signed_on or today)
    return [
        SummaryRow("Met", f"{agreement.counsellor_name}, registernummer {agreement.register_number}"),
        SummaryRow("Hoeveel", f"{modules}, samen ten hoogste {duration(agreement.modules * module_minutes)}"),
        SummaryRow("Jij betaalt", f"{euro(own)} per module van {duration(module_minutes)}. Nooit meer."),
        SummaryRow("Waar", f"{agreement.mode}: {agreement.place}"),
        SummaryRow("Stoppen", "Mag altijd. Ongebruikte uren blijven van jou."),
        SummaryRow("Herroepen", f"Kan tot en met {day(last)}, zonder reden."),
    ]


def _parties(track: TrackView, agreement: AgreementView) -> Clause:
    company = f" Onderneming: {agreement.organisation}." if agreement.organisation else ""
    sentences = [
        f"Jij: {track.client}.",
        f"Je loopbaanbegeleider: {agreement.counsellor_name}, registernummer {agreement.register_number}.{company}",
        f"Zo bereik je {agreement.counsellor_name}: {_contact(agreement)}.",
    ]
    if track.intake_on:
        sentences.append(f"Jullie eerste gesprek was op {day(track.intake_on)}. Dat was gratis.")
    return Clause("Wie", tuple(sentences))


def _independence(agreement: AgreementView) -> tuple[Clause, ...]:
    """What the counsellor declared about family and staff; nothing in agreements of before that was asked."""
    if not agreement.declared_unrelated:
        return ()
    said = f"{agreement.counsellor_name} verklaarde: “{agreement.declared_unrelated}”"
    return (Clause("Geen familie, geen collega", (said, "Klopt dat niet? Zeg het ons. De knop staat onderaan.")),)


def _contact(agreement: AgreementView) -> str:
    return " of ".join(text for text in (agreement.counsellor_phone, agreement.counsellor_email) if text)


def _hours(agreement: AgreementView, module_minutes: int) -> Clause:
    parts = "1 module" if agreement.modules == 1 else f"{agreement.modules} modules"
    return Clause(
        "Hoeveel uur",
        (
            f"{parts} van ten hoogste {duration(module_minutes)}.",
            "Alleen je volgende module ligt vast. Na elke module mag je stoppen.",
        ),
    )


def _price(track: TrackView, agreement: AgreementView, module_minutes: int, regime: VatRegime | None) -> Clause:
    own, public = agreement.own_cents_per_hour, agreement.public_cents_per_hour
    module, on = duration(module_minutes), agreement.signed_on or agreement.proposed_on
    parts = [("jouw deel", cents_for(module_minutes, own)), ("dat van Vlaanderen", cents_for(module_minutes, public))]
    return Clause(
        "Wat het kost",
        (
            f"Jij betaalt {euro(own)} per uur, btw inbegrepen. "
            f"Dat is {euro(cents_for(module_minutes, own))} voor {module}.",
            f"Vlaanderen betaalt {euro(public)} per uur: {euro(cents_for(module_minutes, public))} voor {module}.",
            f"{track.counsellor} mag daarboven niets vragen.",
            f"Je betaalt {collection_on(on).label}: per module, ten vroegste als die voor jou gereserveerd is. "
            "Je krijgt een ontvangstbewijs.",
            regime_words(track.counsellor, regime, parts, on=on),
            "Voor elke module geldt de prijs van de dag waarop ze voor jou gereserveerd wordt.",
        ),
    )


def _manner(agreement: AgreementView) -> Clause:
    return Clause(
        "Hoe en waar",
        (
            f"{agreement.mode}: {agreement.place}.",
            f"Jullie werken met: {', '.join(agreement.methods)}.",
            "De begeleiding is in het Nederlands.",
        ),
    )


def _rules(counsellor: str) -> tuple[Clause, ...]:
    return (
        Clause(
            "Stoppen of van begeleider wisselen",
            (
                "Je mag na elke module stoppen. Je zegt niet waarom.",
                "De uren die je niet gebruikte, blijven van jou. Je kan ermee naar iemand anders.",
                f"{counsellor} maakt eerst het verslag van een module die al begon.",
            ),
        ),
        Clause(
            "Een gesprek dat niet doorgaat",
            ("Er tellen geen uren.", "Je betaalt niets voor een gesprek dat er niet was."),
        ),
        Clause(
            "Wie ziet wat",
            (
                "De overheid ziet de dagen, de uren, de vorm en de plaats van de gesprekken.",
                f"Verslagen zijn alleen voor jou, {counsellor} en wie van jou de verslagen mag lezen.",
                "Je werkgever ziet niets.",
            ),
        ),
        Clause(
            "Niet tevreden?",
            (
                f"Zeg het eerst aan {counsellor}.",
                "Helpt dat niet? Bel gratis 1700. Daarna kan je naar de Vlaamse Ombudsdienst.",
            ),
        ),
    )


def _standing_still(agreement: AgreementView) -> tuple[Clause, ...]:
    """Since the second edition of the text."""
    if agreement.text_edition < WITH_PAUSE:
        return ()
    on = agreement.signed_on or agreement.proposed_on
    months, days = term("first_conversation_months", on=on), term("unused_reminder_days", on=on)
    return (
        Clause(
            "Ziek, of even geen tijd",
            (
                "Je mag je begeleiding op pauze zetten. Je zegt niet waarom. Dan loopt er geen enkele termijn.",
                f"Is er in een module na {months} maanden geen gesprek, dan komt ze weer vrij. "
                f"Je krijgt {days} dagen vooraf een herinnering. Een pauze telt niet mee.",
            ),
        ),
    )


def _withdrawal(agreement: AgreementView, today: date) -> Clause:
    """Until which day she can change her mind; while unsigned, as if she signed today."""
    last = last_day_to_withdraw(agreement.signed_on or today)
    button = "'Herroep je overeenkomst'" if agreement.text_edition >= WITH_PAUSE else "'Stoppen'"
    sentences = [
        f"Van gedachten veranderen? Dat kan tot en met {day(last)}, zonder reden: druk op {button} of bel gratis 1700."
    ]
    if agreement.signed_on is None:
        after = day(first_conversation_on(today, early_start=False))
        sentences.append(f"Zo is het als je vandaag tekent. De gesprekken beginnen dan vanaf {after}.")
        sentences.append("Wil je vroeger beginnen? Dan vraag je dat zelf, onderaan bij het tekenen.")
    elif agreement.early_start:
        sentences.append("Je vroeg om al te beginnen tijdens de bedenktijd. Voor gesprekken die er waren, betaal je.")
    elif agreement.first_conversation_on:
        sentences.append(f"De gesprekken beginnen vanaf {day(agreement.first_conversation_on)}.")
    return Clause("Bedenktijd", tuple(sentences))
