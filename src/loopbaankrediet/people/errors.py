"""What can stand in the way of an act on a person."""

from loopbaankrediet.kernel.errors import DomainError


class CannotErase(DomainError):
    """`{reasons}` name every reason, each with the day on which it ends when that is known."""

    message = "Deze gegevens kunnen nu niet gewist worden. {reasons}"


class DossierMissing(DomainError):
    message = "Schrijf het nummer van de beslissing: hoofdletters, cijfers, en . / of - ertussen."
    field = "dossier"


class OwnProposal(DomainError):
    message = "Je stelde dit zelf voor. Laat een collega beslissen."


class AdviceMissing(DomainError):
    message = "De functionaris voor gegevensbescherming gaf nog geen advies. Vraag dat eerst."


class OwnAdvice(DomainError):
    message = "Wie advies geeft, stelt niet voor en beslist niet. Laat het aan een collega."


class OwnCase(DomainError):
    message = "Dit gaat over jezelf. Laat het aan een collega."
