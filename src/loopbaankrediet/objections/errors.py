"""What a request to look again or a complaint refuses."""

from loopbaankrediet.kernel.errors import DomainError


class WordsMissing(DomainError):
    message = "Schrijf wat er volgens jou niet klopt. Dat mag in je eigen woorden."
    field = "words"


class WordsTooLong(DomainError):
    message = "Je tekst is te lang. Hou hem onder {most} tekens."
    field = "words"


class AskedAlready(DomainError):
    message = "Je vroeg dit al. Bekijk bij 'Niet akkoord?' hoe ver we staan."


class SignedContested(DomainError):
    message = "Jij besliste hier mee over. Een collega behandelt dit."


class NotInYourHands(DomainError):
    message = "Een collega behandelt dit. Vraag om het terug te geven, of kies iets anders uit de lijst."


class GroundsMissing(DomainError):
    message = "Schrijf waarom. De burger leest dit."
    field = "grounds"
