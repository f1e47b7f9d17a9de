"""What two case officers decide about erasing a person, and the signed list of who was erased, outside the database.

The data protection officer advises and never decides: she is independent of what she watches (GDPR art. 38(6)).

The flow `carry_out_erasures` does what is decided here.
"""

import re
from collections.abc import Iterator
from datetime import UTC
from pathlib import Path
from uuid import UUID

from django.db import transaction

from loopbaankrediet.journal.actions import Subject, done_before, record_act
from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.kernel.national_number import NationalNumber, NationalNumberRefused
from loopbaankrediet.people.errors import AdviceMissing, DossierMissing, OwnAdvice, OwnProposal
from loopbaankrediet.people.models import ERASURE_TABLE, Erasure, ErasureState
from loopbaankrediet.people.policies import check_has_role, check_not_own_case
from loopbaankrediet.platform.sealing import roots

DOSSIER = re.compile(r"(?=.*[0-9])[A-Z0-9][A-Z0-9/.-]{2,39}")


def propose(*, person_id: UUID, dossier: str, by: Actor, clock: Clock, key: UUID) -> Erasure:
    """A case officer proposes, with the number of the written decision. Part of an act that checks the rest."""
    officer = check_has_role(by, Role.CASE_OFFICER)
    check_not_own_case(by, person_id)
    if not DOSSIER.fullmatch(dossier) or _holds_national_number(dossier):
        raise DossierMissing
    earlier = done_before(key, by=by, about=("propose_erasure", person_id, dossier))
    if earlier is not None:
        return Erasure.objects.get(id=earlier)
    erasure = Erasure.objects.create(
        person_id=person_id, dossier=dossier, proposed_by_id=officer, proposed_at=clock.now()
    )
    note("propose_erasure", erasure, key=key, by=by, clock=clock)
    return erasure


def _holds_national_number(dossier: str) -> bool:
    try:
        NationalNumber.parse(re.sub(r"[^0-9]", "", dossier), allow_test=True)
    except NationalNumberRefused:
        return False
    return True


@transaction.atomic
def advise_erasure(*, erasure_id: UUID, advice: str, by: Actor, clock: Clock, key: UUID) -> Erasure:
    """The data protection officer says what she thinks, once; another than who proposed."""
    officer = check_has_role(by, Role.PRIVACY_OFFICER)
    earlier, erasure = done_before(key, by=by, about=("advise_erasure", erasure_id, advice)), locked(erasure_id)
    check_not_own_case(by, erasure.person_id)
    if earlier is None:
        if erasure.proposed_by_id == officer:
            raise OwnAdvice
        erasure.state = ERASURE_TABLE.after(erasure.state, "advise")
        erasure.advice, erasure.advised_by_id, erasure.advised_at = advice, officer, clock.now()
        erasure.save(update_fields=["state", "advice", "advised_by", "advised_at"])
        note("advise_erasure", erasure, key=key, by=by, clock=clock)
    return erasure


@transaction.atomic
def withdraw(*, erasure_id: UUID, by: Actor, clock: Clock, key: UUID) -> Erasure:
    """Any case officer, until it was decided."""
    check_has_role(by, Role.CASE_OFFICER)
    earlier, erasure = done_before(key, by=by, about=("withdraw_erasure", erasure_id)), locked(erasure_id)
    if earlier is None:
        erasure.state = ERASURE_TABLE.after(erasure.state, "withdraw")
        erasure.save(update_fields=["state"])
        note("withdraw_erasure", erasure, key=key, by=by, clock=clock)
    return erasure


def decide(erasure: Erasure, *, by: Actor, clock: Clock, key: UUID) -> None:
    """Another case officer agrees; from now on it is carried out. Part of a larger act that checks the rest."""
    officer = check_has_role(by, Role.CASE_OFFICER)
    check_not_own_case(by, erasure.person_id)
    if erasure.proposed_by_id == officer:
        raise OwnProposal
    if erasure.advised_by_id == officer:
        raise OwnAdvice
    if erasure.state == ErasureState.PROPOSED:
        raise AdviceMissing
    erasure.state = ERASURE_TABLE.after(erasure.state, "decide")
    erasure.decided_by_id, erasure.decided_at = officer, clock.now()
    erasure.save(update_fields=["state", "decided_by", "decided_at"])
    note("decide_erasure", erasure, key=key, by=by, clock=clock)


def put_on_list(person_id: UUID, *, clock: Clock) -> None:
    """Once per person, and on disk when this returns."""
    if person_id not in set(listed()):
        roots.append(list_file(), {"erased": str(person_id), "at": clock.now().astimezone(UTC).isoformat()})


def listed() -> Iterator[UUID]:
    """Ids of the persons whose erasure was decided, from the signed lines outside the database."""
    return (UUID(str(line["erased"])) for line in roots.signed_lines(list_file()) if "erased" in line)


def list_file() -> Path:
    """One signed line per erasure: an id and a moment, nothing else. Keep a copy with the roots of the seals."""
    return roots.seals_folder() / "erased.jsonl"


def locked(erasure_id: UUID) -> Erasure:
    found = Erasure.objects.select_for_update().filter(id=erasure_id).first()
    if found is None:
        raise NotFound
    return found


def note(verb: str, erasure: Erasure, *, key: UUID, by: Actor, clock: Clock) -> None:
    """Ids alone: the journal keeps that it was done, and nothing of whom."""
    record_act(verb, Subject("erasure", erasure.id, erasure.person_id), key=key, by=by, clock=clock)
