"""What can stand in the way of a counsellor's own notes."""

from loopbaankrediet.kernel.errors import DomainError


class MinutesOutOfRange(DomainError):
    message = "Kies een aantal minuten tussen 1 en {most}."
    field = "minutes"


class WorkInFuture(DomainError):
    message = "Deze dag ligt in de toekomst. Noteer het werk wanneer het gedaan is."
    field = "done_on"


class WorkBeforeClient(DomainError):
    message = "Deze dag is te vroeg: noteer werk vanaf {first}."
    field = "done_on"


class NotMeasured(DomainError):
    message = "Je doet niet mee aan het meten. Kies eerst dat je meedoet."


class DraftTooLong(DomainError):
    message = "Je klad is te lang om te bewaren. Maak de tekst korter: ten hoogste {most} tekens."
    field = "text"
