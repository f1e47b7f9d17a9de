"""Who acts: a person in one capacity, with the roles that came with the sign-in."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Capacity(StrEnum):
    """The capacities of the Flemish sign-in: citizen (BUR), organisation (EA), officer (GID); and the system itself."""

    CITIZEN = "citizen"
    COUNSELLOR = "counsellor"
    OFFICER = "officer"
    SYSTEM = "system"


class Role(StrEnum):
    """What an officer is trusted with."""

    CASE_OFFICER = "case_officer"
    REGISTRAR = "registrar"
    PAYMENTS_OFFICER = "payments_officer"
    AUDITOR = "auditor"


ROLE_LABELS: dict[Role, str] = {
    Role.CASE_OFFICER: "Dossierbehandelaar: beslist over aanvragen",
    Role.REGISTRAR: "Registerbeheerder: registreert loopbaanbegeleiders",
    Role.PAYMENTS_OFFICER: "Betaalmedewerker: maakt of keurt betaalopdrachten",
    Role.AUDITOR: "Auditor: kijkt na of alles klopt",
}


@dataclass(frozen=True)
class Actor:
    """`person_id` is None only for the system; `counsellor_id` is set only in the capacity of counsellor."""

    capacity: Capacity
    person_id: UUID | None = None
    counsellor_id: UUID | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)

    def has_role(self, role: Role) -> bool:
        return self.capacity is Capacity.OFFICER and role in self.roles


SYSTEM = Actor(Capacity.SYSTEM)
