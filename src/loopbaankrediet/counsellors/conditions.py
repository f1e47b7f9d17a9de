"""What the law says of who wants to register (art. 10, 12, 13, 14): asked here, kept with its receipt, read again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from loopbaankrediet import decree
from loopbaankrediet.counsellors.errors import NoRegisterYet
from loopbaankrediet.counsellors.law import registration_law
from loopbaankrediet.counsellors.models import Counsellor, LegalForm, RegistrationDecision, RegistrationState
from loopbaankrediet.decree.archive import receipts
from loopbaankrediet.decree.loopbaankrediet.chapter4_counsellors_facts import OrganisationForm
from loopbaankrediet.journal.keys import seal_for, unseal_for
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.days import day
from loopbaankrediet.people.models import Organisation

CONTEXT = "registration"
OFFICER, REGISTER = "Stukken die de medewerker zag", "Dit platform (register)"


@dataclass(frozen=True)
class Shown:
    """What an officer saw proof of, by the names of the facts of the law; None is not looked into (default 20)."""

    diploma: str | None = None
    qualification: str | None = None
    methods_founded: bool | None = None
    code_of_conduct: bool | None = None
    wse_quality: bool | None = None


NOTHING_SHOWN = Shown()


@dataclass(frozen=True)
class ConditionView:
    """One condition of a registration: the article, its rule, what we know about her, and whether it holds."""

    article: str
    rule: str
    sentence: str
    holds: bool | None


def stated_facts(
    shown: Shown, *, legal_form: LegalForm, methods: Sequence[str], colleague: Counsellor | None
) -> dict[str, receipts.Stated]:
    """The facts of the law with their origin; who shares an enterprise does not work alone."""
    form = OrganisationForm(legal_form)
    if colleague is not None and form is not OrganisationForm.CAREER_CENTRE:
        form = OrganisationForm.COMPANY_WITH_EMPLOYEES
    own = {"organisation": form.value, "methods_named": len({m.strip() for m in methods if m.strip()})}
    known = {field.name: getattr(shown, field.name) for field in fields(shown)}
    return {
        **{name: receipts.Stated(value, {"source": OFFICER}) for name, value in known.items() if value is not None},
        **{name: receipts.Stated(value, {"source": REGISTER}) for name, value in own.items()},
    }


def colleague_in(organisation: Organisation | None, *, but: UUID) -> Counsellor | None:
    """Another counsellor of this enterprise than this person, who did not leave the register."""
    if organisation is None:
        return None
    rows = Counsellor.objects.filter(organisation=organisation).exclude(state=RegistrationState.DEREGISTERED)
    return rows.exclude(person_id=but).order_by("registered_at").first()


def decide_registration(facts: dict[str, receipts.Stated], *, on: date) -> decree.Decision:
    """What the law of that day says; undetermined while an officer did not look into everything. NoRegisterYet."""
    values = {name: stated.value for name, stated in facts.items()}
    try:
        return decree.decide(values, on=on, known_on=on, law=registration_law())
    except decree.NoLawInForce as error:
        raise NoRegisterYet(first=day(registration_law().since)) from error


def keep_decision(
    counsellor: Counsellor, decision: decree.Decision, facts: dict[str, receipts.Stated], *, clock: Clock
) -> None:
    """Keep the receipt and the words that were said, sealed under her key."""
    content = content_of(decision, facts)
    RegistrationDecision.objects.create(
        counsellor=counsellor,
        outcome=decision.outcome.value,
        law_hash=decision.law.hash,
        content_sealed=seal_for(counsellor.person_id, content, context=CONTEXT),
        decided_on=clock.today(),
        decided_at=clock.now(),
    )


def content_of(decision: decree.Decision, facts: dict[str, receipts.Stated]) -> dict[str, Any]:
    """The receipt of a decision, and the words that were said with it."""
    return {
        "proof": receipts.make(decision, facts).as_dict(),
        "why": [asdict(reason) for reason in decision.why()],
    }


def condition_views(why: Iterable[Mapping[str, Any]]) -> tuple[ConditionView, ...]:
    """The conditions, from the words that `content_of` keeps."""
    return tuple(
        ConditionView(reason["article"], reason["text"], reason["sentence"], reason["holds"]) for reason in why
    )


def conditions_of(counsellor_id: UUID) -> tuple[ConditionView, ...]:
    """Every condition as it was decided, for the registrar and for herself; empty when no decision was kept."""
    row = RegistrationDecision.objects.filter(counsellor_id=counsellor_id).select_related("counsellor").first()
    return condition_views(_content(row)["why"]) if row else ()


def receipt_of(counsellor_id: UUID) -> dict[str, Any]:
    """The receipt of her registration, for replay. RegistrationDecision.DoesNotExist when none was kept."""
    row = RegistrationDecision.objects.select_related("counsellor").get(counsellor_id=counsellor_id)
    proof: dict[str, Any] = _content(row)["proof"]
    return proof


def _content(row: RegistrationDecision) -> dict[str, Any]:
    content: dict[str, Any] = unseal_for(row.counsellor.person_id, row.content_sealed, context=CONTEXT)
    return content
