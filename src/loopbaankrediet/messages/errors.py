"""Refusals around messages, in words that say what to do."""

from loopbaankrediet.kernel.errors import DomainError


class NoMailHere(DomainError):
    message = "Mails versturen kan nu niet. Je berichten staan altijd op deze pagina."


class AddressWrong(DomainError):
    message = "Dit is geen volledig mailadres. Schrijf het zo: an@voorbeeld.be."
    field = "address"


class TooManyAddressCodes(DomainError):
    message = "Je vroeg vandaag al te veel codes. Probeer het morgen opnieuw, of bel 1700."
    field = "address"


class AddressCodeWrong(DomainError):
    message = "Deze code klopt niet, of ze werkt niet meer. Kijk in je laatste mail, of vraag een nieuwe code."
    field = "code"


class PostedTooEarly(DomainError):
    message = "Deze dag kan niet: het bericht is van {first}, en vandaag is {today}."
    field = "posted_on"
