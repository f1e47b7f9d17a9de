"""What can stand in the way of a payment."""

from loopbaankrediet.kernel.errors import DomainError


class NothingToPay(DomainError):
    message = "Er staan nu geen bevestigde modules klaar om te betalen."


class SamePerson(DomainError):
    message = "Jij hebt deze betaalopdracht gemaakt. Iemand anders moet ze goedkeuren."


class UnknownOrder(DomainError):
    message = "Dit antwoord gaat over betaalopdracht {message_id}. Die hebben we niet verstuurd."
    field = "bank_file"


class UnknownPayment(DomainError):
    message = "Dit antwoord noemt betaling {end_to_end_id}, maar die zit niet in betaalopdracht {message_id}."
    field = "bank_file"
