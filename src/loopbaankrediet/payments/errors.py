"""What can stand in the way of a payment."""

from loopbaankrediet.kernel.errors import DomainError


class NothingToPay(DomainError):
    message = "Er staan nu geen bevestigde modules klaar om te betalen."


class SamePerson(DomainError):
    message = "Jij hebt deze betaalopdracht gemaakt. Iemand anders moet ze goedkeuren."


class PaymentAppropriationUsed(DomainError):
    message = (
        "Het betaalkrediet van {year} volstaat niet voor deze opdracht. Gooi ze weg, of laat het krediet aanpassen."
    )


class FileChanged(DomainError):
    message = "Het bankbestand van {message_id} is niet meer wat goedgekeurd werd. Het gaat niet naar de bank."


class AnswersContradict(DomainError):
    message = (
        "De bank spreekt zichzelf tegen over betaling {end_to_end_id}: aanvaard en geweigerd. "
        "Er is niets veranderd. Bel de bank voor je opnieuw betaalt."
    )
    field = "bank_file"


class UnknownOrder(DomainError):
    message = "Dit antwoord gaat over betaalopdracht {message_id}. Die hebben we niet verstuurd."
    field = "bank_file"


class UnknownPayment(DomainError):
    message = "Dit antwoord noemt betaling {end_to_end_id}, maar die zit niet in betaalopdracht {message_id}."
    field = "bank_file"
