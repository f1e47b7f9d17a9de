"""A renewal starts from what is known: the register, and the evidence that was accepted before."""

from typing import Any

from loopbaankrediet.counsellors.files.models import CaseEvidence, Condition, RegistrationCase
from loopbaankrediet.counsellors.files.states import CaseState, EvidenceState
from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.counsellors.queries import payee
from loopbaankrediet.decree.loopbaankrediet.chapter4_counsellors_facts import Qualification

KEPT = ("claim", "words_sealed", "given_on", "given_at")
ASKED_AGAIN = (Condition.CODE_OF_CONDUCT,)


def offer_of_registered(counsellor: Counsellor) -> dict[str, Any]:
    """What the register holds, as a candidate would type it."""
    organisation = counsellor.organisation
    return {
        "legal_form": counsellor.legal_form,
        "enterprise_number": organisation.enterprise_number if organisation else "",
        "organisation_name": organisation.name if organisation else "",
        "iban": payee(counsellor)[1],
        "municipality": counsellor.municipality,
        "phone": counsellor.phone,
        "email": counsellor.email,
        "modes": list(counsellor.modes),
        "methods": list(counsellor.methods),
    }


def carried_evidence(counsellor: Counsellor) -> dict[str, dict[str, Any]]:
    """By condition, what an officer accepted in her last file: given again. A signature and a delay are asked anew."""
    last = RegistrationCase.objects.filter(counsellor=counsellor, state=CaseState.GRANTED).order_by("decided_at").last()
    if last is None:
        return {}
    accepted = CaseEvidence.objects.filter(case=last, state=EvidenceState.ACCEPTED).exclude(claim=Qualification.GRACE)
    return {
        row.condition: {name: getattr(row, name) for name in KEPT}
        for row in accepted.exclude(condition__in=ASKED_AGAIN)
    }
