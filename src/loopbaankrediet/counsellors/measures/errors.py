"""What can be wrong with a measure on a registration."""

from loopbaankrediet.kernel.errors import DomainError


class MeasureRuns(DomainError):
    message = "Er loopt al een dossier over deze registratie. Sluit dat eerst af."


class MeasureWhyMissing(DomainError):
    message = "Schrijf waarom. De loopbaanbegeleider leest dit."
    field = "why"


class MeasureReasonsMissing(DomainError):
    message = "Schrijf de redenen van de beslissing. De loopbaanbegeleider leest ze."
    field = "reasons"


class MeasureAnswerMissing(DomainError):
    message = "Schrijf je antwoord."
    field = "answer"


class SanctionIsOpen(DomainError):
    """A sanction whose grid is open cannot be imposed (default 27)."""

    message = "Deze maatregel kan nog geen sanctie zijn: de regels daarover liggen nog open."
    field = "ground"


class GroundNotAllowed(DomainError):
    message = "Op deze grond kan een registratie niet eindigen of geschorst worden."
    field = "ground"


class MeasureNeedsAnother(DomainError):
    message = "Jij opende dit dossier. Een collega beslist."


class HearFirst(DomainError):
    message = "Beslissen kan na het antwoord, of na {until}."


class FromInThePast(DomainError):
    message = "De beslissing kan ingaan vanaf vandaag, niet vroeger."
    field = "from_on"


class UntilBeforeFrom(DomainError):
    message = "De laatste dag komt na de eerste."
    field = "until_on"


class NotInRegister(DomainError):
    message = "Deze loopbaanbegeleider staat niet meer in het register."


class LeavesInThePast(DomainError):
    message = "Stoppen kan vanaf vandaag."
    field = "leaves_on"
