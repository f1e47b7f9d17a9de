"""A registration in words, the same for the counsellor and the registrar: file, evidence, history, measure, letter."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from loopbaankrediet.counsellors.conditions import ConditionView
from loopbaankrediet.counsellors.files.facts import MET, NONE
from loopbaankrediet.counsellors.files.models import Condition
from loopbaankrediet.counsellors.files.queries import CaseView, EvidenceView
from loopbaankrediet.counsellors.files.states import CaseState, EvidenceState
from loopbaankrediet.counsellors.measures.history import EventView
from loopbaankrediet.counsellors.measures.models import MeasureState
from loopbaankrediet.counsellors.measures.queries import MeasureView
from loopbaankrediet.counsellors.models import LegalForm, Mode
from loopbaankrediet.decree.dated.procedure import choices
from loopbaankrediet.decree.loopbaankrediet.further_laws import REGISTRATION
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.components import Cell, SummaryRow, TimelineItem
from loopbaankrediet.web.remedy_words import RemedyBlock, case_number, remedy_block
from loopbaankrediet.web.templatetags.dutch import day

CASE_WORDS = {
    CaseState.DRAFT: Cell("Nog niet ingediend", pill="info"),
    CaseState.SUBMITTED: Cell("Bij de registerbeheerder", pill="info"),
    CaseState.INTENDED: Cell("We denken aan weigeren", pill="warn"),
    CaseState.GRANTED: Cell("Geregistreerd", pill="ok"),
    CaseState.REFUSED: Cell("Geweigerd", pill="err"),
    CaseState.WITHDRAWN: Cell("Teruggenomen", pill="info"),
}
EVIDENCE_WORDS = {
    EvidenceState.ASKED: Cell("Nog te tonen", pill="warn"),
    EvidenceState.GIVEN: Cell("Getoond", pill="info"),
    EvidenceState.ACCEPTED: Cell("Aanvaard", pill="ok"),
    EvidenceState.REJECTED: Cell("Niet aanvaard", pill="err"),
}
MEASURE_WORDS = {
    MeasureState.OPENED: Cell("Wacht op antwoord", pill="info"),
    MeasureState.HEARD: Cell("Te beslissen", pill="warn"),
    MeasureState.IMPOSED: Cell("Beslist", pill="err"),
    MeasureState.DROPPED: Cell("Er gebeurt niets", pill="ok"),
    MeasureState.LIFTED: Cell("Opgeheven", pill="ok"),
}
REGISTRATION_WORDS = {
    "registered": Cell("Geregistreerd", pill="ok"),
    "suspended": Cell("Geschorst", pill="err"),
    "deregistered": Cell("Niet meer in het register", pill="warn"),
}
OUTCOME_WORDS = {
    "granted": Cell("Voldoet aan alle voorwaarden", pill="ok"),
    "refused": Cell("Voldoet niet", pill="err"),
    "undetermined": Cell("Er is nog een voorwaarde open", pill="warn"),
    "": Cell("De gegevens zijn niet volledig", pill="warn"),
}


@dataclass(frozen=True)
class RegistrationLetter:
    """One document: a plain half page on top, all the grounds below, and what one can do against it (default 26)."""

    title: str
    number: str
    on: date
    name: str
    short: tuple[str, ...]
    conditions: tuple[ConditionView, ...]
    reasons: str
    signed_by: str
    recourse: RemedyBlock


def claim_words(condition: str, claim: str) -> str:
    """The answer in the words of the law, or of the list of diplomas."""
    kind, _, listed = claim.partition(":")
    if listed:
        return choices()["listed_diplomas"].allowed.get(listed, listed).capitalize()
    if condition == Condition.CODE_OF_CONDUCT:
        return "Ondertekend" if claim else ""
    if condition == Condition.WSE_QUALITY:
        return {MET: "Voldoet", NONE: "Voldoet nog niet"}.get(claim, "")
    return REGISTRATION.book.facts[condition].labels.get(kind, "").capitalize()


def evidence_rows(one: EvidenceView) -> list[SummaryRow]:
    """What is shown for one condition, and what came of it; empty lines are left out."""
    rows = [
        SummaryRow("Bewijs", claim_words(one.condition, one.claim)),
        SummaryRow("Stuk", one.words),
        SummaryRow("Getoond op", day(one.given_on) if one.given_on else ""),
        SummaryRow("Nagekeken op", day(one.judged_on) if one.judged_on else ""),
        SummaryRow("Waarom niet aanvaard", one.why),
    ]
    return [row for row in rows if row.value]


def offer_rows(offer: Mapping[str, object], *, with_account: bool = True) -> list[SummaryRow]:
    """What the candidate filled in; what is missing says so."""
    modes, methods = (tuple(map(str, _list(offer[name]))) for name in ("modes", "methods"))
    form, company = str(offer["legal_form"]), str(offer["organisation_name"])
    rows = [
        SummaryRow("Werkt als", LegalForm(form).label if form in LegalForm.values else ""),
        SummaryRow("Onderneming", f"{company} ({offer['enterprise_number']})" if company else ""),
        SummaryRow("Gemeente", str(offer["municipality"])),
        SummaryRow("Telefoon", str(offer["phone"])),
        SummaryRow("E-mailadres", str(offer["email"])),
        SummaryRow("Begeleidt", ", ".join(Mode(one).label for one in modes)),
        SummaryRow("Methodieken", ", ".join(methods)),
    ]
    if form in ("", LegalForm.NATURAL_PERSON) and not company:
        rows = [row for row in rows if row.label != "Onderneming"]
    if with_account:
        rows.insert(1, SummaryRow("Rekening", str(offer["iban"])))
    return [SummaryRow(row.label, row.value or "Nog niet ingevuld") for row in rows]


def history_items(events: Iterable[EventView]) -> list[TimelineItem]:
    """The history of a registration; what starts later says so."""
    return [
        TimelineItem(
            f"Vanaf {day(event.from_on)}",
            event.kind,
            f"{f'Tot en met {day(event.until_on)}. ' if event.until_on else ''}"
            f"Genoteerd op {day(event.noted_on)} door {event.noted_by}.",
        )
        for event in events
    ]


def measure_rows(found: MeasureView) -> list[SummaryRow]:
    rows = [
        SummaryRow("Dossiernummer", case_number("registration_measure", found.id)),
        SummaryRow("Geopend", f"{day(found.opened_on)}, door {found.opened_by}"),
        SummaryRow("Grond", found.ground),
        SummaryRow("Waarom", found.why),
    ]
    if found.heard_on:
        rows.append(SummaryRow(f"Antwoord van {day(found.heard_on)}", found.answer))
    elif found.is_open:
        rows.append(SummaryRow("Antwoorden kan tot en met", day(found.answer_until)))
    if found.decided_on:
        rows.append(SummaryRow("Beslist", f"{day(found.decided_on)}, door {found.decided_by}"))
        rows.append(SummaryRow("Reden van de beslissing", found.reasons))
    if found.from_on:
        end = f" tot en met {day(found.until_on)}" if found.until_on else ""
        rows.append(SummaryRow("Geldt", f"vanaf {day(found.from_on)}{end}"))
    if found.lifted_on:
        rows.append(SummaryRow("Opgeheven", f"{day(found.lifted_on)}: {found.lift_reasons}"))
    return rows


def measure_recourse(found: MeasureView) -> RemedyBlock | None:
    """None while nothing is decided against her."""
    if found.decided_on is None or found.from_on is None:
        return None
    return remedy_block("registration_measure", found.id, found.decided_on)


def letter_of(found: CaseView) -> RegistrationLetter:
    """The decision of a file as one document. NotFound while nothing is decided."""
    if found.decided_on is None:
        raise NotFound
    made = _granted(found) if found.state == CaseState.GRANTED else _refused(found)
    title, short = made
    return RegistrationLetter(
        title,
        case_number("registration", found.id),
        found.decided_on,
        found.name,
        short,
        found.decided_conditions,
        found.reasons,
        found.decided_by,
        remedy_block("registration", found.id, found.decided_on),
    )


def _granted(found: CaseView) -> tuple[str, tuple[str, ...]]:
    until = f"Je registratie geldt tot en met {day(found.valid_until)}." if found.valid_until else ""
    what = "Je registratie is verlengd." if found.is_renewal else "Je bent geregistreerd als loopbaanbegeleider."
    return what.rstrip("."), (
        f"{what} Je nummer is {found.register_number}.",
        until,
        "Je vindt jezelf in het openbare register. Klanten kunnen je een code geven.",
    )


def _refused(found: CaseView) -> tuple[str, tuple[str, ...]]:
    missing = [one.sentence for one in found.decided_conditions if one.holds is False]
    return "Je registratie is geweigerd", (
        "Je wordt niet geregistreerd als loopbaanbegeleider.",
        " ".join(missing),
        "Verandert er iets? Dan kan je altijd een nieuw dossier beginnen.",
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
