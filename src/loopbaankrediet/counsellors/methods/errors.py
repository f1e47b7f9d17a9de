"""What can be wrong with a proposal of a method, or with a review."""

from loopbaankrediet.kernel.errors import DomainError


class MethodKnown(DomainError):
    message = "Deze methodiek staat al in de catalogus, of is al voorgesteld."
    field = "name"


class MethodNameMissing(DomainError):
    message = "Geef de naam van de methodiek."
    field = "name"


class BasisMissing(DomainError):
    message = "Schrijf waarop de methodiek steunt: onderzoek, auteurs, jaar."
    field = "basis"


class OwnProposal(DomainError):
    message = "Jij stelde deze methodiek voor. Andere leden van het panel beoordelen ze."


class ReviewedBefore(DomainError):
    message = "Je beoordeelde deze methodiek al. Een ander lid van het panel moet ze ook lezen."


class ReviewReasonsMissing(DomainError):
    message = "Schrijf je redenen. Iedereen kan ze lezen in de catalogus."
    field = "reasons"


class WithdrawnInThePast(DomainError):
    message = "Een methodiek kan vanaf vandaag of later ingetrokken worden."
    field = "from_on"
