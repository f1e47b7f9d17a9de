"""What an applicant or an officer can be told about an application."""

from loopbaankrediet.kernel.errors import DomainError


class ApplicationAlreadyOpen(DomainError):
    message = "Je hebt al een aanvraag lopen. Bekijk hieronder hoe ver ze staat."


class FactRefused(DomainError):
    """The decree does not accept the value; `why` says what is wrong with it."""

    message = "{why}"
    field = "value"


class FactNotRead(DomainError):
    """What the law does not read is not kept."""

    message = "De wet van de dag van de aanvraag vraagt dit gegeven niet. We bewaren het dus niet."
    field = "value"


class OwnRegisterDecides(DomainError):
    message = "Wat al toegekend is, staat in ons eigen grootboek. Dat vul je niet met de hand aan."
    field = "value"


class NoLawYet(DomainError):
    """No law of the loopbaankrediet is in force on the day of the application."""

    message = (
        "Op deze dag bestaat het loopbaankrediet nog niet. Het begint op {first_day}. "
        "Tot dan kan je bij VDAB terecht voor loopbaancheques."
    )


class ProofMissing(DomainError):
    message = "Schrijf op uit welk stuk dit blijkt, bijvoorbeeld: attest van de werkgever van 3 maart 2027."
    field = "proof"


class OnlySchoolingIsDeclared(DomainError):
    message = "Dit kan je niet zelf verklaren. Bel 1700: een medewerker bekijkt je bewijs samen met jou."
    field = "value"


class TermStillRuns(DomainError):
    message = "De aanvrager kan nog antwoorden tot en met {until}. Daarna pas kan je de weigering ondertekenen."


class NoWallet(DomainError):
    message = "Er is nog geen loopbaankrediet toegekend."


class PriceUnknown(DomainError):
    message = "We weten nog niet wat je hoogste diploma is. Vul dat eerst in: het bepaalt je prijs."


class CreditAlreadyGranted(DomainError):
    message = (
        "Je hebt al loopbaankrediet. Opnieuw aanvragen is niet nodig. Bekijk je overzicht. "
        "Denk je dat je recht hebt op meer? Bel gratis 1700."
    )


class OutsideKnown(DomainError):
    """A source knows the number in part, and the new value lies outside that part."""

    message = "{source} kent al {known}. {value} is {how}."
    field = "value"


class ProofTooShort(DomainError):
    message = "{source} kent dit gegeven al. Schrijf in minstens {characters} tekens uit welk stuk iets anders blijkt."
    field = "proof"


class NobodyAskedToTalk(DomainError):
    message = "De aanvrager vroeg niet om gebeld te worden."


class CallDayRefused(DomainError):
    message = "Kies een dag van {asked_on} tot en met {today}."
    field = "called_on"


class CallTextMissing(DomainError):
    message = "Schrijf kort op wat er gezegd werd."
    field = "said"


class CallMissing(DomainError):
    message = (
        "De aanvrager vroeg om te praten. Bel eerst en noteer het gesprek, "
        "of noteer minstens {attempts} keer dat je de aanvrager niet bereikte."
    )


class AnswerMissing(DomainError):
    message = "De aanvrager antwoordde. Schrijf waarom dat de beslissing niet verandert."
    field = "answer"


class NotGranted(DomainError):
    message = "Er is geen krediet toegekend met deze aanvraag. Er valt dus niets in te trekken."


class RevocationRuns(DomainError):
    message = "Over deze aanvraag loopt al een intrekkingsdossier. Beslis dat eerst."


class RevocationTooLate(DomainError):
    message = (
        "Deze beslissing is ouder dan {days} dagen. Een vergissing of een verbeterd gegeven volstaat dan niet. "
        "Het krediet blijft."
    )
    field = "ground"


class RevocationAlreadyTold(DomainError):
    message = "Dit hoeft niet meer: een collega noteerde dit al, of de burger antwoordde. Bekijk het dossier opnieuw."


class RevocationDayWrong(DomainError):
    message = "Kies een dag vanaf de opening van het dossier tot en met vandaag."
    field = "told_on"


class RevocationNotRead(DomainError):
    message = (
        "De burger las dit nog niet, dus de termijn om te antwoorden begon nog niet. "
        "Bel of schrijf eerst, en noteer dat in het dossier."
    )


class RevocationMinutesWrong(DomainError):
    message = "Kies van 1 tot en met {most} minuten: meer werd er niet toegekend."
    field = "minutes"


class RevocationWhyMissing(DomainError):
    message = "Schrijf waarom. De burger leest dit."
    field = "reasons"


class RevocationAnswerMissing(DomainError):
    message = "Schrijf wat er gezegd werd."
    field = "answer"


class HearRevocationFirst(DomainError):
    message = "De burger kan nog antwoorden tot en met {until}. Daarna, of na het antwoord, kan je beslissen."


class RevocationNeedsAnother(DomainError):
    message = "Jij opende dit dossier. Een collega beslist."


class NothingLeftToRevoke(DomainError):
    message = (
        "Er zijn geen vrije minuten meer. Gebruikte minuten vorderen we niet terug. "
        "Sluit het dossier: het krediet blijft zoals het is."
    )


class ClarificationRuns(DomainError):
    message = "Er loopt al een vraag aan de aanvrager. Wacht op het antwoord, of trek die vraag in."


class ClarificationQuestionMissing(DomainError):
    message = "Schrijf je vraag. De aanvrager leest dit."
    field = "question"


class ClarificationAnswerMissing(DomainError):
    message = "Kies een antwoord of schrijf er een."
    field = "text"


class TooManyRounds(DomainError):
    message = "Je stelde al {most} vragen over deze aanvraag. Meer mag niet. Beslis met wat je weet, of bel."


class ProposalChanged(DomainError):
    message = "De wet stelt nu iets anders voor dan weigeren. Bekijk het voorstel op de pagina van de aanvraag."


class Postponed(DomainError):
    message = "Een medewerker stelde het ondertekenen uit tot en met {until}. De reden staat in het dossier."


class DeviationReasonsMissing(DomainError):
    message = "Schrijf waarom je iets anders doet dan het voorstel. De aanvrager leest dit."
    field = "reasons"


class DeviationDayRefused(DomainError):
    message = "Kies een dag na vandaag, en hoogstens {days} dagen ver."
    field = "until"


class TooEarlyOnFile(DomainError):
    message = "Op het dossier beslissen kan pas na {until}, met {reminders} herinneringen aan de aanvrager."


class RequestKeptAlready(DomainError):
    message = "We bewaarden je aanvraag al. Ze houdt haar dag. We beslissen zodra dat weer kan."


class RedecisionEmpty(DomainError):
    message = "Kies minstens één kenmerk, anders gaat het over elk dossier."
    field = "fact"


class RedecisionWhyMissing(DomainError):
    message = "Schrijf welke fout er was. Dit staat in het verslag."
    field = "why"


class RedecisionNeedsAnother(DomainError):
    message = "Jij startte dit. Een collega keurt de verbeteringen goed."


class NothingToApply(DomainError):
    message = "Er is geen enkel dossier te verbeteren. Sluit dit af."


class NoDayKnown(DomainError):
    message = "We kunnen nog niet zeggen vanaf welke dag je recht hebt. Bel gratis 1700: we kijken het samen na."


class WishStands(DomainError):
    message = "Je vroeg dit al. Je vindt het op je overzicht."


class NewApplicationRuns(DomainError):
    message = "De burger heeft een nieuwe aanvraag lopen. Beslis eerst daarover."
