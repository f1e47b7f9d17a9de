"""What can stand in the way of stopping, pausing, mending a report or handing in a closing paper."""

from loopbaankrediet.kernel.errors import DomainError


class TooLateToWithdraw(DomainError):
    message = "Je kon je overeenkomst herroepen tot en met {last}. Stoppen kan nog altijd."


class NothingToWithdraw(DomainError):
    message = "Je hebt nog geen overeenkomst getekend. Je kan gewoon stoppen."


class StopReasonUnknown(DomainError):
    message = "Kies een reden uit de lijst, of zeg liever niet waarom."
    field = "reason"


class NothingToPause(DomainError):
    message = "Een pauze kan alleen als de begeleiding loopt. Laad de pagina opnieuw en kijk hoe het nu staat."


class AlreadyPaused(DomainError):
    message = "De begeleiding staat al op pauze."


class NotPaused(DomainError):
    message = "De begeleiding staat niet meer op pauze."


class PausedThen(DomainError):
    message = "De begeleiding staat sinds {since} op pauze. Zet ze eerst weer verder, en noteer dan dit gesprek."
    field = "held_on"


class CorrectionMissing(DomainError):
    message = "Schrijf in enkele zinnen wat er beter moet."
    field = "text"


class CorrectionWaits(DomainError):
    message = "Je vroeg al een verbetering. Je begeleider antwoordt eerst daarop."


class NoCorrectionAsked(DomainError):
    message = "Je klant vraagt nu geen verbetering van dit verslag."


class ReplyMissing(DomainError):
    message = "Schrijf kort aan je klant wat je met de vraag deed."
    field = "reply"


class SameReport(DomainError):
    message = "Dit is dezelfde tekst als het verslag dat er al is. Pas de tekst aan, of bewaar niets."
    field = "text"


class ReportRenewed(DomainError):
    message = "Er is intussen een nieuwe versie van dit verslag. Lees ze eerst."


class NotTheLastModule(DomainError):
    message = "Een stappenplan en een attest maak je bij de laatste module, of als de begeleiding stopt."


class PaperIncomplete(DomainError):
    message = "Vul dit in: je klant neemt dit document mee."


class TooManySteps(DomainError):
    message = "Zet hoogstens {most} stappen in het plan, elk op een eigen regel."
    field = "steps"


class PaperTooLong(DomainError):
    message = "Hou dit onder {most} tekens."


class PaperRenewed(DomainError):
    message = "Er is intussen een nieuwe versie van dit document. Lees ze eerst."


class PaperAnswered(DomainError):
    message = "Je antwoordde al op dit document."
