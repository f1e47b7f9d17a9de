"""What can be wrong with a budget."""

from loopbaankrediet.kernel.errors import DomainError


class NoBudget(DomainError):
    message = "Voor {year} is er nog geen budget ingeschreven. Neem contact op met het departement: bel 1700."


class CostSourceMissing(DomainError):
    message = "Schrijf op waar dit bedrag vandaan komt, bijvoorbeeld: factuur 2027/14, of jaarrekening 2027."
    field = "source"


class CostNotPositive(DomainError):
    message = "Vul een bedrag in dat groter is dan nul."
    field = "cents"


class SameCostOfficer(DomainError):
    message = "Jij vulde dit bedrag in. Iemand anders moet het bevestigen."


class TicketUnknown(DomainError):
    message = "Dit lotnummer deed niet mee aan deze loting. Kijk het nummer na: het staat bij je aanvraag."
    field = "lotnummer"
