"""Chapter 5 of the draft decree, payment: which minutes of a module are paid, at which price, and when (art. 16).

The docstrings are this project's own paraphrase, in Dutch, of the draft as the SERV's opinion describes it (2.3, 2.5),
completed by defaults 14, 15, 16 and 23; they are not the text of the law. The article on the price per hour is that of
`chapter5_fee.py`; the VAT regime of the counsellor is read nowhere, because the price is the same (default 23).

`undisputed_steps` counts full steps (`billing_step_minutes`) of conversations that nobody disputes, or that an officer
decided on (default 14). `days_silent` counts from the day on which the question reached the applicant, and
`days_since_reminder` from the day on which the last reminder did; for a letter that is the day on which it counts as
received (`letter_delivery_days`, default 15). The amount of a claim is the minutes at the price per hour, half up once
on the total (`kernel/amounts.py:cents_for`): an article does not divide. A note of disagreement with a report is read
nowhere: it never stops pay (default 14).

Not written: the intake, the plan and the closing talk, which are not paid (art. 7, § 4 and art. 37; `paid_..._minutes`
change that in a scenario only), and the term to claim, because a claim arises by itself (`claim_term_days`).
"""

from __future__ import annotations

from loopbaankrediet.decree.loopbaankrediet import chapter5_fee
from loopbaankrediet.decree.loopbaankrediet.chapter5_payment_facts import Amounts, article
from loopbaankrediet.decree.saying.dutch import Unit


@article(
    "art. 9",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.3",
)
def under_agreement(by_agreement: bool) -> bool:
    """Alleen gesprekken onder een overeenkomst die geldt, worden betaald."""
    return by_agreement


@article(
    "art. 7, § 1, 5°",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.3",
)
def held_in_person(subcontracted: bool) -> bool:
    """De loopbaanbegeleider geeft de begeleiding zelf, en besteedt ze niet uit, ook niet voor een deel."""
    return not subcontracted


@article(
    "art. 16 (geleverde begeleiding)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 1.3 en 2.5",
)
def something_delivered(undisputed_steps: int) -> bool:
    """Betaald wordt begeleiding die er was."""
    return undisputed_steps > 0


@article(
    "art. 7, § 2",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.3 en 2.5",
)
def reported(report_handed_in: bool) -> bool:
    """Bij elke module hoort een verslag."""
    return report_handed_in


@article(
    "art. 16 (bevestiging)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 14 en 15",
)
def silent_long_enough(reminded_twice: bool, days_silent: int, days_since_reminder: int, p: Amounts) -> bool:
    """Zwijgen telt pas als de aanvrager de vraag en beide herinneringen kreeg, en telkens tijd had om te antwoorden."""
    asked = days_silent >= p.silence_days
    return reminded_twice and asked and days_since_reminder >= p.silence_days_after_reminder


@article(
    "art. 16 (bevestiging)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 14 en 15",
)
def answered_or_silent(answered: bool, decided: bool, silent_long_enough: bool) -> bool:
    """De aanvrager zei of de uren kloppen, een medewerker besliste erover, of de aanvrager zweeg zo lang dat de uren
    als bevestigd tellen.
    """
    return answered or decided or silent_long_enough


@article(
    "art. 16",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="SERV-advies over het voorontwerp, 2.3 en 2.5",
)
def payable(
    under_agreement: bool, held_in_person: bool, something_delivered: bool, reported: bool, answered_or_silent: bool
) -> bool:
    """Een module wordt betaald na eigen begeleiding onder een overeenkomst, met een verslag, als de uren vaststaan."""
    return under_agreement and held_in_person and something_delivered and reported and answered_or_silent


@article(
    "art. 16 (gemiste gesprekken) en art. 18",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 16",
    unit=Unit.MINUTES,
    says="Voor gemiste gesprekken tellen {value}.",
    unknown="We weten nog niet hoeveel minuten er voor gemiste gesprekken tellen.",
    label="de minuten voor gemiste gesprekken",
)
def minutes_for_no_shows(no_shows: int, p: Amounts) -> int:
    """Een gemist gesprek kost de aanvrager geen minuten en wordt niet betaald."""
    return no_shows * p.no_show_minutes


@article(
    "art. 16 (deel van een module)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 16",
    unit=Unit.MINUTES,
    says="Van deze module betaalt Vlaanderen {value}.",
    unknown="We weten nog niet hoeveel minuten van deze module betaald worden.",
    label="de minuten die betaald worden",
)
def minutes_to_pay(payable: bool, undisputed_steps: int, minutes_for_no_shows: int, p: Amounts) -> int:
    """Betaald wordt elke volle stap begeleiding, tot de module vol is. De rest van de module keert terug naar het
    krediet.
    """
    if not payable:
        return 0
    return min(undisputed_steps * p.billing_step_minutes, p.module_minutes) + minutes_for_no_shows


@article(
    "art. 16 (betaaltermijn)",
    since="2027-01-01",
    known_since="2025-12-01",
    status="open",
    source="Keuze van dit project, standaard 23",
    unit=Unit.DAYS,
    says="De betaling volgt binnen {value} na de bevestiging.",
    unknown="We weten nog niet wanneer de betaling volgt.",
    label="de termijn om te betalen",
)
def payment_days(p: Amounts) -> int:
    """De betaling volgt binnen een vaste termijn na de bevestiging."""
    return p.payment_term_days


public_cents_per_hour = article(
    "art. 16",
    since="2027-01-01",
    known_since="2025-12-01",
    status="draft",
    source="Nota bij het voorontwerp, volgens SERV-advies 2.5",
    unit=Unit.CENTS_PER_HOUR,
    says="Vlaanderen betaalt {value}.",
    unknown="We weten nog niet hoeveel Vlaanderen betaalt.",
    label="wat Vlaanderen per uur betaalt",
)(chapter5_fee.public_cents_per_hour)
