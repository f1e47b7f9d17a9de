"""The two doors that the register guards: a source that hands over facts, and a page that shows a person's data."""

from collections.abc import Iterable

from loopbaankrediet.kernel.actors import Actor, Capacity
from loopbaankrediet.processing.errors import NotForThisAudience, OutsideRegister
from loopbaankrediet.processing.records import record_of


def check_handed_over(purpose: str, source: str, facts: Iterable[str]) -> None:
    """OutsideRegister at the first fact that the record of this purpose does not name."""
    allowed = record_of(purpose).facts
    for fact in facts:
        if fact not in allowed:
            raise OutsideRegister(field=fact, source=source, purpose=purpose)


def check_may_look(purpose: str, actor: Actor) -> None:
    """NotForThisAudience when the record of this purpose does not name the capacity, or a role, of who looks."""
    if not audiences_of(actor) & set(record_of(purpose).audiences):
        raise NotForThisAudience


def audiences_of(actor: Actor) -> set[str]:
    """As the records write them: 'counsellor', or 'officer:case_officer' for each role; 'officer' for every officer.

    Who acts for a citizen is 'helper', 'legal_representative' or 'desk', and nothing else meanwhile.
    """
    if actor.representation is not None:
        return {str(actor.representation)}
    if actor.capacity is not Capacity.OFFICER:
        return {str(actor.capacity)}
    return {"officer", *(f"officer:{role}" for role in actor.roles)}
