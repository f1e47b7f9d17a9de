"""What can be wrong with a budget."""

from loopbaankrediet.kernel.errors import DomainError


class NoBudget(DomainError):
    message = "Voor {year} is er nog geen budget ingeschreven. Neem contact op met het departement: bel 1700."
