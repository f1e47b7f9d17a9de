"""Who may use the lab."""

from uuid import UUID

from loopbaankrediet.kernel.actors import Actor, Role
from loopbaankrediet.people.policies import check_has_role


def check_is_analyst(actor: Actor) -> UUID:
    """A policy analyst; returns who it is. Analysts see and stop each other's runs: they share the machine."""
    return check_has_role(actor, Role.POLICY_ANALYST)
