"""What can stand in the way of an own contribution, said to the one who can mend it."""

from loopbaankrediet.kernel.errors import DomainError


class TooFarAhead(DomainError):
    message = "Je mag hoogstens {most} module vooraf vragen. Wacht tot de vorige module klaar is."
    field = "module"


class NotReserved(DomainError):
    message = "Deze module is nog niet gereserveerd. Vraag dus nog geen geld."
    field = "module"


class MoreThanDue(DomainError):
    message = "Voor deze module is nog {open} te betalen. Meer mag je niet vragen. Vul ten hoogste dat bedrag in."
    field = "cents"


class NothingDue(DomainError):
    message = "Voor deze module is niets meer te betalen. Kreeg je toch geld? Geef het terug."
    field = "cents"


class MoreThanRefundable(DomainError):
    message = "Voor deze module moet je nog {open} teruggeven. Vul ten hoogste dat bedrag in."
    field = "cents"


class NothingToRefund(DomainError):
    message = "Voor deze module is er niets terug te geven."
    field = "cents"


class AmountNotAboveZero(DomainError):
    message = "Vul een bedrag in boven nul."
    field = "cents"


class PaidInFuture(DomainError):
    message = "Deze dag ligt in de toekomst. Vul de dag van de betaling in."
    field = "paid_on"


class PaidTooEarly(DomainError):
    message = "Deze module is gereserveerd op {day}. Vroeger mocht je er geen geld voor vragen."
    field = "paid_on"


class PlatformCollects(DomainError):
    message = "Voor deze module betaalt je klant aan het platform. Jij noteert hier dus niets."


class CounsellorCollects(DomainError):
    message = "Deze module betaalt de burger aan de begeleider. Stort het geld dus terug."
    field = "ogm"


class AlreadyCorrected(DomainError):
    message = "Deze betaling is al rechtgezet."


class CannotBeCorrected(DomainError):
    message = "Dit kan je niet rechtzetten. Alleen een betaling die je zelf noteerde, kan dat."


class AlreadyPaidBack(DomainError):
    message = "Van deze betaling gaf je al geld terug. Bel gratis 1700: een medewerker helpt je."


class CorrectionReasonMissing(DomainError):
    message = "Schrijf in één regel wat er fout was, bijvoorbeeld: verkeerd bedrag."
    field = "reason"


class CreditReferenceReused(DomainError):
    message = "De bank gaf deze referentie al aan een andere betaling. Vraag het na bij de bank."


class NoSuchCommunication(DomainError):
    message = "Geen enkele module heeft deze mededeling. Kijk elk cijfer na."
    field = "ogm"


class TextTooLong(DomainError):
    message = "Je tekst is te lang. Hou ze onder {most} tekens."
    field = "text"


class ReplyMissing(DomainError):
    message = "Schrijf in enkele zinnen wat je hierop zegt."
    field = "text"


class DecisionReasonMissing(DomainError):
    message = "Schrijf waarom. De burger en de begeleider lezen het allebei."
    field = "reason"


class NotHeardYet(DomainError):
    message = "De begeleider mag nog antwoorden tot en met {day}. Wacht tot dan, of noteer wat de begeleider zei."
    field = "reason"
