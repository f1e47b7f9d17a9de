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


class ConditionsNotMet(DomainError):
    """The law refuses; `why` tells every condition that does not hold, one sentence each."""

    message = "Registreren kan niet: een voorwaarde is niet vervuld. {why}"


class NoRegisterYet(DomainError):
    message = "Registreren kan vanaf {first}. Dan begint de regeling."


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


class AccountIsTheSame(DomainError):
    message = "Op deze rekening betalen we je al. Geef een andere rekening op."
    field = "iban"


class AccountChangeRuns(DomainError):
    message = "Je vroeg al een andere rekening. Stop eerst die vraag, of wacht tot ze behandeld is."
    field = "iban"


class AccountChangeWaits(DomainError):
    message = "Deze rekening kan pas op {earliest} ingaan. Tot dan kan de loopbaanbegeleider de vraag nog stoppen."


class SameChecker(DomainError):
    message = "Jij belde met de loopbaanbegeleider. Iemand anders moet de rekening goedkeuren."


class CheckMissing(DomainError):
    message = "Schrijf hoe je nakeek dat de loopbaanbegeleider dit zelf vroeg."
    field = "how"


class RefusalReasonMissing(DomainError):
    message = "Schrijf waarom de rekening niet verandert. De loopbaanbegeleider leest dit."
    field = "why"


class NumberUnknown(DomainError):
    message = "Niemand heeft dit registernummer. Kijk het na in het register, bijvoorbeeld LB-2027-00001."
    field = "register_number"


class WordsTooMany(DomainError):
    message = "Schrijf hoogstens {most} tekens over jezelf. Kort leest beter."
    field = "own_words"


class WordsAboutMoney(DomainError):
    message = (
        "Schrijf hier niets over geld of kortingen, en geen website of e-mailadres. "
        "De prijs is overal dezelfde, en hoe je te bereiken bent staat er al bij."
    )
    field = "own_words"


class FreeDayTooFar(DomainError):
    message = "Kies een dag binnen het jaar, of laat het veld leeg."
    field = "free_from"
