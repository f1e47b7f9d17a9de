"""What an applicant or an officer can be told about an application."""

from loopbaankrediet.kernel.errors import DomainError


class ApplicationAlreadyOpen(DomainError):
    message = "Je hebt al een aanvraag lopen. Bekijk hieronder hoe ver ze staat."


class NoApplication(DomainError):
    message = "Er is nog geen aanvraag. Vraag eerst loopbaanbegeleiding aan."


class FactRefused(DomainError):
    """The decree does not accept the value; `why` says what is wrong with it."""

    message = "{why}"
    field = "value"


class NoLawYet(DomainError):
    """No law of the loopbaankrediet is in force on the day of the application."""

    message = (
        "Op deze dag bestaat het loopbaankrediet nog niet. Het begint op {first_day}. "
        "Tot dan kan je bij VDAB terecht voor loopbaancheques."
    )


class ProofMissing(DomainError):
    message = "Schrijf op uit welk stuk dit blijkt, bijvoorbeeld: attest van de werkgever van 3 maart 2027."
    field = "proof"


class OnlySchoolingIsDeclared(DomainError):
    message = "Dit kan je niet zelf verklaren. Bel 1700: een medewerker bekijkt je bewijs samen met jou."
    field = "value"


class TermStillRuns(DomainError):
    message = "De aanvrager kan nog antwoorden tot en met {until}. Daarna pas kan je de weigering ondertekenen."


class NoWallet(DomainError):
    message = "Er is nog geen loopbaankrediet toegekend."


class PriceUnknown(DomainError):
    message = "We weten nog niet wat je hoogste diploma is. Vul dat eerst in: het bepaalt je prijs."
