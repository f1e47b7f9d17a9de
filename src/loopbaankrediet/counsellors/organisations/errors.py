"""What can be wrong with a role in an enterprise."""

from loopbaankrediet.kernel.errors import DomainError


class RoleHeld(DomainError):
    message = "Deze persoon heeft deze rol al."
    field = "part"


class OnlyOwnCompany(DomainError):
    """Under `solo_only` an enterprise is one counsellor, and nobody else manages her guidance."""

    message = "Een ander een rol geven kan niet: {rule} ({article})."
    field = "part"
