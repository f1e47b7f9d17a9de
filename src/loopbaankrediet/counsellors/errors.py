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


class NumberOfAnother(DomainError):
    """The name of an enterprise is public in the Crossroads Bank."""

    message = "Dit nummer hoort bij {name}. Kijk het nummer na."
    field = "enterprise_number"


class CompanyHasItsCounsellor(DomainError):
    message = (
        "{name} heeft al een geregistreerde loopbaanbegeleider ({register_number}). Voorlopig kan er maar één zijn."
    )
    field = "enterprise_number"


class NameUnprintable(DomainError):
    message = "Schrijf de naam in Latijnse letters: zo staat hij ook op de bankrekening."
    field = "family_name"


class CompanyNameUnprintable(NameUnprintable):
    field = "organisation_name"


class ContactMissing(DomainError):
    message = "Vul een telefoonnummer of een e-mailadres in. Zo kunnen klanten een dag afspreken."
    field = "phone"


class EmailRefused(DomainError):
    message = "Dit is geen geldig e-mailadres. Het telt één @ en geen spaties, bijvoorbeeld naam@bedrijf.be."
    field = "email"


class MethodsMissing(DomainError):
    message = "Noem minstens één methodiek. Meer dan één mag: begeleiding is nooit één methodiek."
    field = "methods"


class ModesMissing(DomainError):
    message = "Kies minstens één manier: op kantoor of online."
    field = "modes"


class NotRegistered(DomainError):
    message = "Deze loopbaanbegeleider is niet (meer) geregistreerd. Kies iemand anders uit het register."
