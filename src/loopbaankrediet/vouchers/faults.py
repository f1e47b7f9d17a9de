"""What can be wrong with one line, and how the sender mends it. No text repeats what stood in the line."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    ENCODING = "encoding"
    TOO_LONG = "too_long"
    QUOTES = "quotes"
    COLUMNS = "columns"
    NATIONAL_NUMBER = "national_number"
    VOUCHER_NUMBER = "voucher_number"
    DAY = "day"
    MINUTES = "minutes"
    STATUS = "status"
    TEXT = "text"
    FORMULA = "formula"
    ORDER = "order"
    FUTURE = "future"
    PERIOD = "period"
    PAID = "paid"
    CENTRE = "centre"
    ACTIVATED = "activated"
    UNPAID = "unpaid"
    REPEATED = "repeated"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True)
class Advice:
    what: str
    mend: str


ADVICE: dict[Fault, Advice] = {
    Fault.ENCODING: Advice("De regel is geen UTF-8.", "Bewaar het bestand als UTF-8."),
    Fault.TOO_LONG: Advice("De regel is te lang.", "Zet elke cheque op een eigen regel."),
    Fault.QUOTES: Advice("De aanhalingstekens kloppen niet.", "Verdubbel een aanhalingsteken binnen een waarde."),
    Fault.COLUMNS: Advice("De regel heeft te veel of te weinig waarden.", "Geef één waarde per kolom van de hoofding."),
    Fault.NATIONAL_NUMBER: Advice("Dit is geen geldig nummer.", "Geef de 11 cijfers van het rijksregister of bis."),
    Fault.VOUCHER_NUMBER: Advice("Dit is geen chequenummer.", "Geef 4 tot 24 hoofdletters, cijfers of streepjes."),
    Fault.DAY: Advice("Dit is geen dag.", "Schrijf jaar-maand-dag, zoals 2021-03-15, of laat de waarde leeg."),
    Fault.MINUTES: Advice("Dit is geen aantal minuten.", "Schrijf een getal van 0 tot 6000."),
    Fault.STATUS: Advice("Deze status kennen we niet.", "Kies een status uit het contract."),
    Fault.TEXT: Advice("De naam is te lang of heeft vreemde tekens.", "Geef hoogstens 200 gewone tekens."),
    Fault.FORMULA: Advice("De naam lijkt op een formule.", "Schrijf de naam voluit, zonder =, + of @ vooraan."),
    Fault.ORDER: Advice("De dagen volgen elkaar niet op.", "Besteld, gestart, eerste uur, laatste uur: in die orde."),
    Fault.FUTURE: Advice("Een dag ligt na het uittreksel.", "Kijk de dag na, of de dag van het uittreksel."),
    Fault.PERIOD: Advice("De cheque is buiten de periode besteld.", "Kijk de dag na, of de periode in het manifest."),
    Fault.PAID: Advice(
        "Minuten en dagen spreken elkaar tegen.", "Betaalde minuten hebben een eerste en een laatste dag."
    ),
    Fault.CENTRE: Advice("Het centrum ontbreekt.", "Noem het centrum dat betaald is."),
    Fault.ACTIVATED: Advice(
        "Status en startdag spreken elkaar tegen.", "Een lopende of afgelopen cheque heeft een dag."
    ),
    Fault.UNPAID: Advice("Deze status kan geen betaalde minuten hebben.", "Kijk de status of de minuten na."),
    Fault.REPEATED: Advice("Dezelfde regel stond er al.", "Je hoeft niets te doen: de eerste telt."),
    Fault.CONTRADICTED: Advice(
        "Twee regels zeggen iets anders over deze cheque.", "Geef de juiste regel, en geef ze één keer."
    ),
}
