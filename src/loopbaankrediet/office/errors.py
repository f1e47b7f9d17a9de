"""What an officer, or somebody during an incident, can be told."""

from loopbaankrediet.kernel.errors import DomainError


class Stopped(DomainError):
    """An incident stops this; `told` is what those concerned read."""

    message = "{told}"


class AlreadyStopped(DomainError):
    message = "Dit staat al stil. Bekijk het lopende incident."
    field = "stops"


class LiftNeedsAnother(DomainError):
    message = "Jij stelde voor om dit weer te starten. Een collega beslist."


class IncidentWordsMissing(DomainError):
    message = "Schrijf wat er gebeurt en wat wel nog werkt. Wie het treft, leest dit op elke pagina."
    field = "told"


class MendedMissing(DomainError):
    message = "Schrijf wat er hersteld is. Je collega leest dit voor het weer start."
    field = "mended"


class WorkTaken(DomainError):
    message = "{officer} heeft dit werk al. Vraag het aan die collega."


class WorkNotYours(DomainError):
    message = "Dit werk ligt bij {officer}. Vraag het eerst aan die collega."


class WorkReasonMissing(DomainError):
    message = "Schrijf waarom je collega dit verder doet."
    field = "reason"


class ColleagueMayNot(DomainError):
    message = "Deze collega mag dit werk niet doen: de rol ontbreekt, of het is een eigen dossier."
    field = "officer"


class TemplateNeedsAnother(DomainError):
    message = "Jij schreef deze versie. Een collega kijkt ze na en keurt ze goed."


class TemplateDayPassed(DomainError):
    message = "De dag waarop deze tekst ingaat, is voorbij. Kies een dag vanaf vandaag."
    field = "from_on"


class TemplateTextMissing(DomainError):
    message = "Schrijf de tekst, en waarom je hem verandert."
    field = "opening"


class PlaceholderUnknown(DomainError):
    message = "{name} kennen we niet. Wel: {known}."
