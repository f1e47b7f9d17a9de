"""The letters of a recovery: a plain half page on top, the grounds below, and what one can do against it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.decree.dated.remedies import Remedy, remedies_for
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.recovery.errors import NoRemedy
from loopbaankrediet.recovery.queries import PlanView, RecoveryFile
from loopbaankrediet.recovery.states import PlanState, RecoveryGround, RecoveryState
from loopbaankrediet.web.components import SummaryRow, Table
from loopbaankrediet.web.recovery_words import figure_rows, ground_words, plan_table
from loopbaankrediet.web.templatetags.dutch import day

ENDS = {
    RecoveryState.SETTLED: "Alles is terugbetaald. Je moet niets meer doen.",
    RecoveryState.WAIVED: "We vragen de rest niet meer. Je moet niets meer betalen.",
    RecoveryState.TIME_BARRED: "De termijn om terug te vorderen is voorbij. Je moet niets meer betalen.",
}
TITLES = {
    "voornemen": "We willen geld terugvragen",
    "beslissing": "Je moet geld terugbetalen",
    "plan": "Ons plan om terug te betalen",
    "einde": "Deze terugvordering is klaar",
}

UNPAID_TITLES = {
    "voornemen": "We willen minder betalen",
    "beslissing": "We betalen minder",
    "einde": "We betalen alles",
}


@dataclass(frozen=True)
class Letter:
    """One letter, ready to show or print. `contest_until`: the last day of the first term, when read at once."""

    kind: str
    title: str
    number: str
    on: date
    short: Sequence[str]
    grounds: Sequence[SummaryRow]
    reasons: str
    remedies: Sequence[str]
    contest_until: date | None
    table: Table | None = None
    signed_by: str = ""


def letter(kind: str, found: RecoveryFile) -> Letter:
    """The letter of that kind. NotFound while there is none; NoRemedy when nobody could contest it."""
    if kind not in dict(letters_of(found, to_counsellor=False)):
        raise NotFound
    made = {"voornemen": _intention, "beslissing": _decision, "plan": _plan, "einde": _end}.get(kind)
    result = made(found) if made else None
    if result is None:
        raise NotFound
    if not result.remedies:
        raise NoRemedy
    return result


def letters_of(found: RecoveryFile, *, to_counsellor: bool) -> tuple[tuple[str, str], ...]:
    """Kind and title of the letters that exist; a counsellor sees the decision once it was told."""
    is_less = found.line.state == RecoveryState.CORRECTED
    decided = found.notified_on if to_counsellor else found.decided_on
    has = {
        "voornemen": not is_less or found.decided_on is not None,
        "beslissing": is_less or decided is not None,
        "plan": _agreed(found) is not None,
        "einde": found.ended_on is not None and not is_less,
    }
    return tuple((kind, _title(kind, found)) for kind in TITLES if has[kind])


def _title(kind: str, found: RecoveryFile) -> str:
    is_unpaid = found.held or found.line.state == RecoveryState.CORRECTED
    return UNPAID_TITLES.get(kind, TITLES[kind]) if is_unpaid else TITLES[kind]


def _intention(found: RecoveryFile) -> Letter:
    line = found.line
    sum_of = f"{euro(found.claim_cents)} voor module {line.module_number}"
    paid = f"We betaalden je {sum_of}." if found.paid_on else f"We betalen je {sum_of}. Het geld is nog niet geboekt."
    money, wait = (
        (f"Je vroeg {sum_of}.", f"{euro(found.cents)} wacht tot er beslist is. De rest betalen we zoals altijd.")
        if found.held
        else (paid, "Je hoeft nu niets te betalen.")
    )
    short = [
        money,
        f"Volgens ons is {euro(found.cents)} daarvan niet juist. {ground_words(line.ground)}",
        f"{_still_open(found)} Je kan antwoorden tot en met {day(line.answer_until)}. Daarna beslist een collega.",
        f"{wait} Bel ons als je er liever over praat.",
    ]
    return _letter("voornemen", found, line.opened_on, short, "recovery_intention", found.reason, found.opened_by)


def _still_open(found: RecoveryFile) -> str:
    if found.line.ground == RecoveryGround.DISPUTED_HOURS:
        return "Over de uren is beslist. Over terugvragen nog niet."
    return "Er is nog niets beslist."


def _decision(found: RecoveryFile) -> Letter | None:
    if found.line.state == RecoveryState.CORRECTED:
        return _reduced(found)
    if found.decided_on is None:
        return None
    on = found.notified_on or found.decided_on
    until = found.line.pay_until
    by_when = f" tot en met {day(until)}" if until else f" {term('recovery_payment_days', on=on)} dagen"
    share = 100 - term("protected_share_percent", on=on)
    short = [
        f"Je moet {euro(found.cents + found.interest_cents)} terugbetalen. {ground_words(found.line.ground)}",
        f"Je hebt{by_when}. Je kiest zelf hoe.",
        f"Je schrijft het bedrag over. Of wij houden hoogstens {share} % van elke volgende betaling in. "
        "Of je stelt een plan voor. Kies je niet op tijd? Dan kunnen wij zelf een deel inhouden.",
        "Lukt het niet? Bel ons. We zoeken samen een oplossing.",
    ]
    return _letter("beslissing", found, on, short, "recovery", found.decision, found.decided_by)


def _reduced(found: RecoveryFile) -> Letter:
    """What is not paid of a claim that had not left; after a dispute the reasons stand in the decision on it."""
    short = [
        f"Je vroeg {euro(found.claim_cents)} voor module {found.line.module_number}.",
        f"Daarvan betalen we {euro(found.cents)} niet. {ground_words(found.line.ground)}",
        f"De rest is {euro(found.claim_cents - found.cents)}. Je hoeft niets terug te betalen.",
    ]
    if found.decided_on is None:
        short.append("De redenen lees je in de beslissing over de betwiste uren van deze module.")
        return _letter("beslissing", found, found.line.opened_on, short, "recovery", found.reason, found.opened_by)
    return _letter("beslissing", found, found.decided_on, short, "recovery", found.decision, found.decided_by)


def _plan(found: RecoveryFile) -> Letter | None:
    plan = _agreed(found)
    if plan is None or plan.decided_on is None:
        return None
    total, parts = sum(cents for _, cents in plan.instalments), len(plan.instalments)
    short = [
        f"Je betaalt {euro(total)} terug in {parts} {'keer' if parts > 1 else 'keer, in een keer'}.",
        "Zolang je het plan volgt, houden we niets in op je andere betalingen.",
        "Lukt een betaling niet? Bel ons voor de dag voorbij is. Dan passen we het plan aan.",
    ]
    table = plan_table(plan, found.line.standing)
    return _letter("plan", found, plan.decided_on, short, "recovery_plan", "", plan.decided_by, table)


def _end(found: RecoveryFile) -> Letter | None:
    if found.ended_on is None:
        return None
    ending = "We betalen je alles wat je vroeg." if found.held else ENDS[RecoveryState(found.line.state)]
    short = [ending, "Heb je nog een vraag? Bel ons."]
    return _letter("einde", found, found.ended_on, short, "recovery_end", found.end_reason, found.ended_by)


def _letter(
    kind: str,
    found: RecoveryFile,
    on: date,
    short: Sequence[str],
    outcome: str,
    reasons: str,
    signed_by: str,
    table: Table | None = None,
) -> Letter:
    remedies = remedies_for(outcome, on, on)
    texts = [remedy.text for remedy in remedies]
    grounds = _grounds(found)
    until = _first_term(remedies, on)
    number, title = found.line.number, _title(kind, found)
    return Letter(kind, title, number, on, short, grounds, reasons, texts, until, table, signed_by)


def _first_term(remedies: Sequence[Remedy], on: date) -> date | None:
    terms = [remedy.term_days for remedy in remedies if remedy.term_days]
    return on + timedelta(days=min(terms)) if terms else None


def _grounds(found: RecoveryFile) -> list[SummaryRow]:
    rows = [
        SummaryRow("Waarom", ground_words(found.line.ground)),
        SummaryRow("Betaling", f"{found.claim_number}, module {found.line.module_number}"),
        *figure_rows(found),
        SummaryRow(
            "Rechtsgrond", f"{_articles(found.line.ground)} van het voorontwerp. De regels zijn nog niet definitief."
        ),
    ]
    if found.paid_on:
        rows.insert(2, SummaryRow("Betaald op", day(found.paid_on)))
    if found.until:
        rows.append(SummaryRow("Terugvorderen kan tot en met", day(found.until)))
    if found.hours_back and not found.held:
        rows.append(SummaryRow("Terug in het krediet van je klant", duration(found.minutes)))
    elif found.hours_back and found.line.state != RecoveryState.WAIVED:
        words = "" if found.line.state == RecoveryState.CORRECTED else ", als we zo beslissen"
        rows.append(SummaryRow("Terug in het krediet van je klant", f"{duration(found.minutes)}{words}"))
    if found.own_cents:
        rows.append(
            SummaryRow("Eigen bijdrage", f"Vroeg je je klant {euro(found.own_cents)} voor deze uren? Betaal dat terug.")
        )
    return rows


def _articles(ground: str) -> str:
    """An undue payment rests on the article on payment alone; a measure also on the articles on measures."""
    return "Artikel 16 en artikel 23 tot 25" if RecoveryGround(ground).is_measure else "Artikel 16"


def _agreed(found: RecoveryFile) -> PlanView | None:
    return next((plan for plan in reversed(found.plans) if plan.state in (PlanState.AGREED, PlanState.ENDED)), None)
