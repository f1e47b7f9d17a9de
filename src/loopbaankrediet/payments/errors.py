"""What can stand in the way of a payment."""

from loopbaankrediet.kernel.errors import DomainError


class NothingToPay(DomainError):
    message = "Er staan nu geen bevestigde modules klaar om te betalen."


class SamePerson(DomainError):
    message = "Jij hebt deze betaalopdracht gemaakt. Iemand anders moet ze goedkeuren."


class PaymentAppropriationUsed(DomainError):
    message = (
        "Het betaalkrediet van {year} volstaat niet voor deze betaling of opdracht. Er is niets veranderd. "
        "Laat het krediet aanpassen. Een opdracht die te groot werd, gooi je weg: een nieuwe neemt wat nog past."
    )


class FileChanged(DomainError):
    message = "Het bankbestand van {message_id} is niet meer wat goedgekeurd werd. Het gaat niet naar de bank."


class OrdersLost(DomainError):
    message = (
        "Deze databank kent niet elke opdracht die naar de bank ging: {orders}. Ze is teruggezet naar een vroeger "
        "moment. Nu betalen is twee keer betalen. Vraag de beheerder: `loopbaankrediet payments recover-orders`."
    )


class HistoryContradicted(DomainError):
    message = "De zegels en de databank spreken elkaar tegen, dus betalen we nu niet. Vraag de beheerder. {why}"


class OrderNotRecoverable(DomainError):
    message = "Opdracht {order} komt niet terug: {why}"


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


class BatchOutdated(DomainError):
    message = (
        "Sinds deze opdracht gemaakt is, veranderde er iets: een rekening, een schorsing of een stopgezette betaling. "
        "Gooi de opdracht weg en maak een nieuwe."
    )


class HoldReasonMissing(DomainError):
    message = "Schrijf waarom. De loopbaanbegeleider leest dit."
    field = "reason"


class HeldAlready(DomainError):
    message = "De betalingen aan deze loopbaanbegeleider zijn al stopgezet."


class LineNoteMissing(DomainError):
    message = "Schrijf wat je uitzocht, en bij wie."
    field = "note"


class NoSuchPayment(DomainError):
    message = "We kennen geen betaling met dit kenmerk. Het staat bij de betalingen van een opdracht, en begint met LK."
    field = "end_to_end_id"


class LineDoesNotFit(DomainError):
    message = (
        "Deze boeking kan die betaling niet zijn: het bedrag verschilt, of de betaling wacht niet op zo'n boeking. "
        "Kijk het kenmerk na, of bel de bank. Hield de bank kosten in? Duid dat aan."
    )
    field = "end_to_end_id"


class DifferenceTooLarge(DomainError):
    message = "Het verschil is even groot als de betaling zelf, of groter. Bel de bank, en kijk het kenmerk na."
    field = "end_to_end_id"


class SameProposer(DomainError):
    message = "Jij stelde dit voor. Iemand anders moet het goedkeuren."


class PaymentBooked(DomainError):
    message = (
        "De bank boekte deze betaling al van onze rekening. "
        "Beslis eerst wat die boeking is, anders betalen we twee keer."
    )


class SetOffUnderWay(DomainError):
    message = (
        "Een betaalopdracht die nog niet goedgekeurd is, houdt een deel van dit bedrag in. "
        "Keur die opdracht eerst goed, of gooi ze weg."
    )


class HoursDecided(DomainError):
    message = "Over al deze uren beslist een medewerker, of is al beslist. Bel 1700 als er iets niet klopt."


class SameUploader(DomainError):
    message = "Jij gaf dit bestand. Iemand anders moet het nakijken en aanvaarden."


class LossesUndecided(DomainError):
    message = (
        "Na het terugzetten van de databank zijn betalingen zonder bevestiging gebleven: {payments}. Nu betalen kan "
        "twee keer betalen zijn. Beslis er eerst over, bij de boekingen van de bank."
    )
