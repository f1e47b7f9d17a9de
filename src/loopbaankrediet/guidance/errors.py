"""What can stand in the way of guidance, said to the one who can mend it."""

from loopbaankrediet.kernel.errors import DomainError


class CodeRefused(DomainError):
    """One answer for a wrong, used, expired or foreign code, so that guessing teaches nothing."""

    message = (
        "Deze code klopt niet, is al gebruikt of is vervallen. Kijk ze na met je klant, "
        "of vraag je klant een nieuwe code te maken voor jou."
    )
    field = "code"


class TooManyCodes(DomainError):
    message = "Je hebt te vaak een verkeerde code ingevuld. Probeer het over een uur opnieuw, of bel 1700."
    field = "code"


class CodeUsed(DomainError):
    message = (
        "Deze code is al gebruikt. Wil je niet verder met deze begeleider? Stop dan op de pagina van je begeleiding."
    )


class AnswerOfQuestionMissing(DomainError):
    message = "Schrijf in enkele zinnen wat je vond."
    field = "answer"


class NoMinutesFree(DomainError):
    message = "Er zijn geen vrije uren meer in dit loopbaankrediet."


class AlreadyRunning(DomainError):
    message = "Er loopt al een overeenkomst met {counsellor}. Stop eerst daar; je overige uren gaan mee."


class AlreadyTogether(DomainError):
    message = "Je bent al op weg met {counsellor}. Een nieuwe code is niet nodig."


class PriceOfClientUnknown(DomainError):
    message = (
        "We kennen de prijs van je klant nog niet: geen bron kent het hoogste diploma. "
        "Vraag je klant om dat in te vullen in het eigen overzicht, of om 1700 te bellen."
    )


class NotInTheRegister(DomainError):
    message = "Dit staat niet in je registratie. Kies wat er wel in staat, of laat je registratie aanpassen: bel 1700."
    field = "methods"


class AgreementDoesNotHold(DomainError):
    """The law refuses; `why` tells every reason, one sentence each."""

    message = "Deze overeenkomst kan zo niet gelden. {why}"


class HoursNotPayable(DomainError):
    """The law refuses; `why` tells every reason, one sentence each."""

    message = "Deze uren kunnen nog niet betaald worden. {why}"


class AgreementChanged(DomainError):
    message = "De overeenkomst is intussen gewijzigd. Lees ze opnieuw en teken alleen als je akkoord gaat."


class AfterTheStop(DomainError):
    message = "De begeleiding stopte op {day}. Een gesprek van later telt niet meer mee."
    field = "held_on"


class OneselfAsClient(DomainError):
    message = "Je kan jezelf niet begeleiden. Kies een andere loopbaanbegeleider."


class DayInFuture(DomainError):
    message = "Deze dag ligt in de toekomst. Vul de dag in waarop het gesprek was."
    field = "held_on"


class IntakeTooLongAgo(DomainError):
    message = "De kennismaking kan niet voor {first} zijn. Was ze vroeger? Hou dan eerst een nieuw gesprek."
    field = "held_on"


class TimeToThink(DomainError):
    message = (
        "Je klant vroeg niet om al te beginnen tijdens de bedenktijd. "
        "Het eerste gesprek kan vanaf {first}. Spreek een nieuwe dag af."
    )
    field = "held_on"


class BeforeOpening(DomainError):
    message = "Deze dag ligt voor {first}. Een gesprek kan niet vroeger zijn dan wat eraan voorafging."
    field = "held_on"


class StepOfMinutes(DomainError):
    message = "Vul minuten in per {step}: bijvoorbeeld 45, 60 of 90."
    field = "minutes"


class MoreThanModule(DomainError):
    message = "In deze module zijn nog {left} minuten vrij. Vul ten hoogste {left} minuten in."
    field = "minutes"


class ModulesOutOfRange(DomainError):
    message = "Kies 1 tot {most} modules: zoveel uren zijn er nog vrij."
    field = "modules"


class PlaceMissing(DomainError):
    message = "Vul in waar de gesprekken doorgaan, bijvoorbeeld: Stationsstraat 1, Mechelen."
    field = "place"


class AlreadyStruck(DomainError):
    message = "Dit gesprek is al geschrapt."


class StrikeReasonMissing(DomainError):
    message = "Schrijf in één regel waarom je dit gesprek schrapt, bijvoorbeeld: verkeerde dag."
    field = "reason"


class StrikeReasonTooLong(DomainError):
    message = "Hou je reden onder {most} tekens."
    field = "reason"


class NoConversationYet(DomainError):
    message = "Er is nog geen gesprek genoteerd in deze module. Noteer eerst het gesprek, daarna het verslag."
    field = "text"


class ModuleNotFull(DomainError):
    message = "Deze module heeft nog {left} minuten. Noteer eerst alle gesprekken, of stop samen de begeleiding."
    field = "text"


class ReportEmpty(DomainError):
    message = "Schrijf in enkele zinnen wat jullie bespraken en wat de volgende stap is."
    field = "text"


class ReportTooLong(DomainError):
    message = "Het verslag is te lang: hou het onder {most} tekens."
    field = "text"


class NoticeOver(DomainError):
    message = "Dit hoeft niet meer: er kwam een antwoord, of er is al een volgende stap. Bekijk de lijst opnieuw."


class NoticeDayWrong(DomainError):
    message = "Kies een dag vanaf de dag van de herinnering tot en met vandaag."
    field = "passed_on"


class GivenOutOfRange(DomainError):
    message = "Schrijf een getal van 0 tot {most}. Kloppen alle minuten? Bevestig dan je uren."
    field = "given_minutes"


class TooLateToDispute(DomainError):
    message = "Je kon tot en met {last} zeggen dat deze uren niet kloppen. Bel 1700 als je hulp nodig hebt."


class NoteMissing(DomainError):
    message = "Schrijf in enkele zinnen waar je het niet mee eens bent."
    field = "note"


class AnswerMissing(DomainError):
    message = "Schrijf in enkele zinnen hoe het volgens jou was."
    field = "text"


class WordsTooLong(DomainError):
    message = "Hou je tekst onder {most} tekens."
    field = "text"


class DecisionOutOfRange(DomainError):
    message = "Kies een aantal van {least} tot {most} minuten: zoveel staat er in deze betwisting."
    field = "minutes"


class ReasonsMissing(DomainError):
    message = "Schrijf waarom je zo beslist. De klant en de begeleider lezen dit."
    field = "reasons"


class HearFirst(DomainError):
    message = "De loopbaanbegeleider kan nog antwoorden tot en met {until}. Beslis daarna, of na het antwoord."


class HelperAsCounsellor(DomainError):
    message = (
        "Deze loopbaanbegeleider heeft een volmacht van deze klant. Dat gaat niet samen. "
        "Stop eerst de volmacht, of kies iemand anders."
    )


class CounsellorAsHelper(DomainError):
    message = "Je begeleidt deze persoon. Dan kan je niet ook handelen in naam van deze persoon."
    field = "code"


class DeclarationMissing(DomainError):
    message = "Kruis aan dat je klant geen familie en geen collega is. Is dat wel zo? Dan kan je niet begeleiden."
    field = "unrelated"


class FamilyAsClient(DomainError):
    message = "Volgens het Rijksregister is deze klant familie van je. Je kan familie niet begeleiden."
    field = "unrelated"


class NothingDeclared(DomainError):
    message = "In deze overeenkomst staat nog geen verklaring over familie of collega's."


class ObjectionAnswerMissing(DomainError):
    message = "Schrijf kort op wat je nakeek en wat je besliste. De burger leest dit."
    field = "text"


class ObjectionMissing(DomainError):
    message = "Schrijf in enkele woorden wat er niet klopt."
    field = "text"


class CounsellorLeaves(DomainError):
    message = "Deze begeleider stopt op {ends_on} en neemt geen nieuwe klanten meer aan. Kies iemand anders."


class EndTooEarly(DomainError):
    message = "Kies een dag vanaf vandaag."
    field = "ends_on"


class AlreadyLeaving(DomainError):
    message = "Deze begeleider stopt al op {ends_on}. De lijst met klanten staat klaar."


class ClientsNotHandedOver(DomainError):
    message = "Nog niet alle klanten zijn overgedragen: {left} van de {all}. Rond eerst hun begeleiding af."


class EndNotReached(DomainError):
    message = "De laatste werkdag is {ends_on}. Daarna kan je dit afsluiten."


class CareerQuestionClosed(DomainError):
    message = "Je laatste module is voorbij. Je kan dit niet meer veranderen. Je kan het nog wel lezen."
    field = "text"


class CareerQuestionTooLong(DomainError):
    message = "Je tekst is te lang. Hou hem onder {most} tekens."
    field = "text"
