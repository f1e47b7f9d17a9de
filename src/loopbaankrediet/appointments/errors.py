"""What an appointment refuses."""

from loopbaankrediet.kernel.errors import DomainError


class SlotTaken(DomainError):
    message = "Dit moment is net door iemand anders gekozen. Kies een ander moment."
    field = "slot"


class SlotNotOffered(DomainError):
    message = "Dit moment kan je niet kiezen. Kies een moment uit de lijst."
    field = "slot"


class AppointmentStands(DomainError):
    message = "Je hebt al een afspraak. Zeg ze eerst af als je een ander moment wil."


class AppointmentOver(DomainError):
    message = "Deze afspraak is voorbij of al afgezegd."


class AboutTooLong(DomainError):
    message = "Hou je tekst onder {most} tekens."
    field = "about"
