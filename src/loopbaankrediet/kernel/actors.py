"""Who acts: a person in one capacity, for himself or for a citizen, with the roles that came with the sign-in."""

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
    DESK_OFFICER = "desk_officer"
    PRIVACY_OFFICER = "privacy_officer"
    EXPERT = "expert"
    POLICY_ANALYST = "policy_analyst"


class Representation(StrEnum):
    """On what ground somebody acts for a citizen: a power of attorney, a judgment, or a call to the desk."""

    HELPER = "helper"
    LEGAL_REPRESENTATIVE = "legal_representative"
    DESK = "desk"


class Scope(StrEnum):
    """What can be done for a citizen. She herself may do all of it; who represents her only what he was given."""

    FOLLOW = "follow"
    APPLY = "apply"
    CHOOSE = "choose"
    SIGN = "sign"
    HOURS = "hours"
    CONTENT = "content"
    DECLARE = "declare"
    MANDATES = "mandates"
    LOOKS = "looks"


ROLE_LABELS: dict[Role, str] = {
    Role.CASE_OFFICER: "Dossierbehandelaar: beslist over aanvragen",
    Role.REGISTRAR: "Registerbeheerder: registreert loopbaanbegeleiders",
    Role.PAYMENTS_OFFICER: "Betaalmedewerker: maakt of keurt betaalopdrachten",
    Role.AUDITOR: "Auditor: kijkt na of alles klopt",
    Role.DESK_OFFICER: "Loketmedewerker: handelt voor wie belt of langskomt",
    Role.PRIVACY_OFFICER: "Functionaris voor gegevensbescherming: kijkt na wie in gegevens keek",
    Role.EXPERT: "Lid van het expertenpanel: beoordeelt methodieken",
    Role.POLICY_ANALYST: "Beleidsmedewerker: rekent uit wat een andere wet zou doen",
}


@dataclass(frozen=True)
class Actor:
    """`person_id` is None only for the system; `counsellor_id` is set only in the capacity of counsellor.

    Who acts for a citizen does so in the capacity of citizen, under his own name: `person_id` is himself, `represents`
    the citizen, `representation` and `mandate_id` the ground (the power of attorney, or the call to the desk), and
    `scopes` what that ground allows, as read at the start of this request.
    """

    capacity: Capacity
    person_id: UUID | None = None
    counsellor_id: UUID | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    represents: UUID | None = None
    representation: Representation | None = None
    mandate_id: UUID | None = None
    scopes: frozenset[Scope] = field(default_factory=frozenset)

    @property
    def citizen_id(self) -> UUID | None:
        """Whose right it is: the citizen who is represented, else the one who acts."""
        return self.represents or self.person_id

    @property
    def signed_in_as(self) -> Capacity:
        """The capacity that the sign-in proved: at the desk an officer acts as a citizen, and stays an officer."""
        return Capacity.OFFICER if self.representation is Representation.DESK else self.capacity

    def may(self, scope: Scope) -> bool:
        """Whether a page can offer this. An act asks the ground itself: `people.mandates.policies.check_acts_for`."""
        return self.represents is None or scope in self.scopes

    def has_role(self, role: Role) -> bool:
        return self.capacity is Capacity.OFFICER and role in self.roles


SYSTEM = Actor(Capacity.SYSTEM)
