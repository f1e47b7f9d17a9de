"""A decision on a plain half page: what was decided, why, what to do now, and until when (default 26)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext, gettext_noop

from loopbaankrediet import decree
from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import ApplicationState, DecisionKind, Wallet
from loopbaankrediet.credit.queries import ApplicationView, CallView, DecisionLine, ReplyView
from loopbaankrediet.credit.receipts import Receipt
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.decree.dated.remedies import remedies_for
from loopbaankrediet.decree.saying.dutch import Unit, listed
from loopbaankrediet.web.citizen.presenters.details import Details, details_of
from loopbaankrediet.web.citizen.presenters.price import Price, price_for
from loopbaankrediet.web.in_words import amount, duration, euro
from loopbaankrediet.web.law_words import WhyNot, fact_sentence, why_not
from loopbaankrediet.web.templatetags.dutch import day

PROOFS = {
    "residence": gettext_noop("een bewijs van de gemeente waar je woont"),
    "workplace": gettext_noop("een attest van je werkgever met de plaats waar je werkt"),
    "employment_contract": gettext_noop("je arbeidscontract of een loonbrief"),
    "under_authority": gettext_noop("een attest van je werkgever"),
    "self_employed": gettext_noop("een attest van je sociaal verzekeringsfonds"),
    "fund_affiliated": gettext_noop("een attest van je sociaal verzekeringsfonds"),
    "seniority_months": gettext_noop(
        "een attest van een vroegere werkgever, een oud contract of een buitenlands pensioenoverzicht"
    ),
    "vouchers_used": gettext_noop("een brief van VDAB over je loopbaancheques"),
}
HELPS = {
    "enough_seniority": gettext_noop(
        "Werkte je ook in het buitenland? Was je ziek, of met moederschapsverlof of ouderschapsverlof? "
        "Die tijd telt mee. Toon ons een bewijs: een attest van een vroegere werkgever, een oud contract of een "
        "buitenlands pensioenoverzicht."
    ),
    "resident": gettext_noop(
        "Klopt je adres of de plaats waar je werkt niet? Toon ons een bewijs van je gemeente of je werkgever."
    ),
    "professionally_active": gettext_noop(
        "Werk je wel? Ook wie ziek is, met verlof of in opzeg, telt mee. Toon ons een bewijs: "
        "je arbeidscontract, een loonbrief of een attest van je sociaal verzekeringsfonds."
    ),
    "minutes_left": gettext_noop(
        "Gebruikte je minder cheques dan hierboven staat? Een cheque telt pas vanaf één uur begeleiding. "
        "Een cheque die nog liep toen het loopbaankrediet begon, telt ook. "
        "Toon ons een bewijs: een brief van VDAB over je loopbaancheques."
    ),
}
DECISION = gettext_noop("Beslissing")
OTHER_PROOF = gettext_noop("een document waaruit dit blijkt")
NAMES = {
    ApplicationState.INTENDED: gettext_noop("Voornemen tot weigering"),
    ApplicationState.UNDETERMINED: gettext_noop("Bericht"),
    ApplicationState.WAITING: gettext_noop("Bericht"),
}


@dataclass(frozen=True)
class MissingFact:
    """A fact that decides and that no source knows in full; `proof` is what could show it."""

    name: str
    question: str
    known: str
    proof: str


@dataclass(frozen=True)
class DecisionPage:
    """All that the page says; what does not apply to the state of this application is empty.

    `document` names the paper: to whom, of which day, which file. `granted_on` and `minutes` are those of the grant,
    also after a later decision on the price. `remedy_until` is the last day to contest, when the page was read at once.
    """

    state: str
    applicant: str
    document: str
    file_number: str
    applied_on: date
    decided_on: date
    granted_on: date | None
    minutes: int
    why_fewer: str
    price: Price | None
    price_line: str
    declares_schooling: bool
    why_not: tuple[WhyNot, ...]
    what_helps: tuple[str, ...]
    missing: tuple[MissingFact, ...]
    qualifies_from: date | None
    can_ask_again: bool
    answer_until: date | None
    term_over: bool
    call_days: int
    replies: tuple[ReplyView, ...]
    calls: tuple[CallView, ...]
    answer: str
    signed_by: str | None
    remedies: tuple[str, ...]
    remedy_until: date | None
    details: Details
    is_reopened: bool


def decision_page(view: ApplicationView, wallet: Wallet | None, today: date) -> DecisionPage:
    decision, receipt = view.decision, view.decision.receipt
    granted, grant = view.state == ApplicationState.GRANTED, view.latest(DecisionKind.GRANT)
    schooling = wallet.schooling if wallet and granted else None
    price, later = price_for(schooling, view.applied_on), receipt.qualifies_from
    return DecisionPage(
        state=view.state,
        applicant=view.applicant,
        document=_document(view, grant),
        file_number=file_number(view.number),
        applied_on=view.applied_on,
        decided_on=decision.decided_on,
        granted_on=grant.decided_on if grant else None,
        minutes=grant.minutes if grant else 0,
        why_fewer=_why_fewer(receipt, grant.minutes) if grant else "",
        price=price,
        price_line=_price_line(price, view.latest(DecisionKind.TARIFF)),
        declares_schooling=schooling is None and needs_schooling(view),
        why_not=tuple(why_not(receipt.reasons, receipt.decision["grounds"])),
        what_helps=tuple(HELPS[reason["rule"]] for reason in receipt.reasons if reason["holds"] is False),
        missing=tuple(_missing(receipt)) if view.state == ApplicationState.UNDETERMINED else (),
        qualifies_from=later,
        can_ask_again=later is not None and today >= later,
        answer_until=decision.answer_until,
        term_over=bool(decision.answer_until and today > decision.answer_until),
        call_days=term("call_back_working_days", on=today),
        replies=view.replies,
        calls=view.calls,
        answer=decision.answer,
        signed_by=decision.signed_by,
        remedies=tuple(receipt.decision["remedies"]),
        remedy_until=remedy_until(receipt.decision["outcome"], grant.decided_on if grant else decision.decided_on),
        details=details_of(receipt, view.state),
        is_reopened=decision.kind == DecisionKind.REOPENING,
    )


def needs_schooling(view: ApplicationView) -> bool:
    """Whether the citizen is the one who can say what her schooling is: no source knew it, and it matters."""
    missing = {entry["fact"] for entry in view.decision.receipt.decision["missing"]}
    return "schooling" in missing


def remedy_until(outcome: str, decided_on: date) -> date | None:
    """The last day to contest a decision that was read on the day it was made; the shortest term counts."""
    terms = [remedy.term_days for remedy in remedies_for(outcome, decided_on, decided_on) if remedy.term_days]
    return decided_on + timedelta(days=min(terms)) if terms else None


def _document(view: ApplicationView, grant: DecisionLine | None) -> str:
    name = gettext(NAMES.get(ApplicationState(view.state), DECISION))
    decided_on = grant.decided_on if grant else view.decision.decided_on
    sentences = [
        (gettext("Aan %(applicant)s.") % {"applicant": view.applicant}),
        (
            gettext("%(name)s van %(decided_on)s, dossier %(number)s.")
            % {"name": name, "decided_on": day(decided_on), "number": file_number(view.number)}
        ),
        (gettext("Aanvraag van %(applied_on)s") % {"applied_on": day(view.applied_on)}),
    ]
    intention = view.latest(DecisionKind.INTENTION)
    if intention and view.state == ApplicationState.REFUSED:
        sentences[-1] += gettext(", voornemen van %(decided_on)s") % {"decided_on": day(intention.decided_on)}
    return " ".join(sentences) + "."


def _why_fewer(receipt: Receipt, minutes: int) -> str:
    """Why somebody gets less than the full credit; empty when she gets it whole (art. 43)."""
    used = {name: found for entry in receipt.decision["grounds"] for name, found in entry["parameters"].items()}
    full, vouchers = used["credit_minutes"]["value"], receipt.facts.get("vouchers_used")
    had = receipt.facts.get("credit_minutes_granted")
    reasons = []
    if vouchers and type(vouchers.value) is int and vouchers.value:
        reasons.append(
            gettext("al %(value)s gebruikte (artikel 43)") % {"value": amount(vouchers.value, Unit.VOUCHERS)}
        )
    if had and type(had.value) is int and had.value:
        reasons.append(gettext("al %(value)s loopbaankrediet kreeg") % {"value": duration(had.value)})
    if minutes >= full or not reasons:
        return ""
    instead = duration(full).removesuffix(" uur")
    return gettext("Je krijgt %(minutes)s en niet %(instead)s, omdat je %(reasons)s.") % {
        "minutes": duration(minutes),
        "instead": instead,
        "reasons": listed(reasons, last="en"),
    }


def _price_line(price: Price | None, fixed: DecisionLine | None) -> str:
    if price is None or fixed is None:
        return ""
    per_hour = euro(price.own_per_hour)
    return gettext("Op %(decided_on)s legden we je prijs vast: %(per_hour)s per uur, op jouw verklaring.") % {
        "decided_on": day(fixed.decided_on),
        "per_hour": per_hour,
    }


def _missing(receipt: Receipt) -> Iterator[MissingFact]:
    for entry in receipt.decision["missing"]:
        name = entry["fact"]
        proof = PROOFS.get(name, OTHER_PROOF)
        yield MissingFact(name, decree.FACTS[name].question, _known(name, receipt), proof)


def _known(name: str, receipt: Receipt) -> str:
    """What is known, and where there is a lower bound to reach, how much is still to be shown."""
    sourced = receipt.facts.get(name)
    value = sourced.value if sourced else None
    needed = _months_needed(receipt.decision["grounds"]) if name == "seniority_months" else 0
    known = value.get("min", 0) if isinstance(value, dict) else 0
    if not 0 < known < needed:
        return gettext("%(name)s Meer weet geen enkele bron.") % {"name": fact_sentence(name, value)}
    return gettext("Je hebt %(needed)s nodig. We kennen er %(known)s van. Toon bewijs van nog %(needed_2)s.") % {
        "needed": _span(needed),
        "known": _span(known),
        "needed_2": _span(needed - known),
    }


def _months_needed(grounds: list[Mapping[str, Mapping[str, Mapping[str, int]]]]) -> int:
    found = (ground["parameters"].get("seniority_months_required") for ground in grounds)
    return next((parameter["value"] for parameter in found if parameter), 0)


def _span(months: int) -> str:
    """84 -> '7 jaar'; without the months in brackets."""
    return amount(months, Unit.MONTHS).split(" (")[0]
