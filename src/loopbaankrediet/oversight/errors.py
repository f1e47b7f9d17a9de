"""What the questions about looks refuse."""

from loopbaankrediet.kernel.errors import DomainError


class TextMissing(DomainError):
    message = "Schrijf in enkele woorden wat je wil zeggen."


class TextTooLong(DomainError):
    message = "Je tekst is te lang. Hou het onder {most} tekens."


class AskedBefore(DomainError):
    message = "Je vroeg dit al. Het antwoord komt bij 'Wie keek in mijn gegevens?'."


class AnswerAwaited(DomainError):
    message = "Wie keek, kan nog antwoorden tot en met {until}. Wacht op het antwoord, of tot die dag voorbij is."


class OwnLook(DomainError):
    message = "Deze vraag gaat over jouw inzage. Een collega sluit ze af."
