"""What can be wrong with a registration."""

from loopbaankrediet.kernel.errors import DomainError


class AlreadyRegistered(DomainError):
    message = "Deze persoon staat al in het register, met nummer {register_number}."
    field = "national_number"


class CompanyNumberMissing(DomainError):
    message = "Vul het ondernemingsnummer in: een eigen vennootschap heeft er een, bijvoorbeeld 0123.456.749."
    field = "enterprise_number"


class CompanyNameMissing(DomainError):
    message = "Vul de naam van de vennootschap in."
    field = "organisation_name"


class MethodsMissing(DomainError):
    message = "Noem minstens één methodiek. Meer dan één mag: begeleiding is nooit één methodiek."
    field = "methods"


class ModesMissing(DomainError):
    message = "Kies minstens één manier: op kantoor of online."
    field = "modes"


class NotRegistered(DomainError):
    message = "Deze loopbaanbegeleider is niet (meer) geregistreerd. Kies iemand anders uit het register."
