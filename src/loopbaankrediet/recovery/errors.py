"""What can stand in the way of a recovery."""

from loopbaankrediet.kernel.errors import DomainError


class TooManyMinutes(DomainError):
    message = "Zoveel minuten kan niet. Van deze betaling zijn nog {left} minuten niet betwist."
    field = "minutes"


class RecoveryRuns(DomainError):
    message = "Over deze betaling en om deze reden loopt al een terugvordering, of ze is al afgehandeld."


class ClaimIsBlocked(DomainError):
    message = "De bank spreekt zichzelf tegen over deze betaling. Beslis eerst of ze betaald is."


class ClaimIsCancelled(DomainError):
    message = "Deze betaling is vervangen door een andere. Kies die andere."


class LimitationPassed(DomainError):
    message = "Terugvorderen kon tot en met {until}. Daarna is de betaling verjaard."


class MeasureNotInForce(DomainError):
    message = "Om deze reden kan je nog niets terugvragen: de maatregel is nog geen wet."
    field = "ground"


class StillToRecover(DomainError):
    message = "Dit kan nog wel teruggevorderd worden. Open de terugvordering."


class ToldDayWrong(DomainError):
    message = "Kies een dag tussen de beslissing en vandaag."
    field = "told_on"


class PlanOutdated(DomainError):
    message = (
        "Sinds dit voorstel kwam er al geld terug: nu staat nog {open} open. "
        "Aanvaard het plan niet, en vraag een nieuw voorstel."
    )


class ReasonMissing(DomainError):
    message = "Schrijf waarom. De loopbaanbegeleider leest dit."
    field = "reason"


class AnswerMissing(DomainError):
    message = "Schrijf je antwoord."
    field = "answer"


class SameOpener(DomainError):
    message = "Jij opende deze terugvordering. Iemand anders moet hierover beslissen."


class AnswerTermRuns(DomainError):
    message = (
        "De loopbaanbegeleider kan nog antwoorden tot en met {until}. Beslis daarna, of noteer eerst een antwoord."
    )


class PaymentUnderWay(DomainError):
    message = "De bank boekte deze betaling nog niet. Beslis zodra ze betaald is, of teruggekomen is."


class PaymentTermRuns(DomainError):
    message = (
        "De loopbaanbegeleider kan nog kiezen tot en met {until}: terugbetalen, een plan vragen of laten inhouden. "
        "Zet daarna pas zelf een inhouding aan."
    )


class SetOffRuns(DomainError):
    message = "We houden al een deel van de betalingen in voor deze terugvordering."


class PlanRuns(DomainError):
    message = "Er is al een plan voor deze terugvordering."


class PlanDoesNotFit(DomainError):
    message = (
        "Dit plan past niet: samen moet het {open} zijn, op dagen die na elkaar komen, van {first} tot en met {last}."
    )
    field = "months"


class LineIsNoRepayment(DomainError):
    message = "Deze boeking kan geen terugbetaling zijn: er kwam geen geld binnen, of ze is al beslist."
    field = "line"


class MoreThanOpen(DomainError):
    message = "Deze boeking is meer dan wat er nog open staat ({open}). Bel de begeleider en de bank, en stort terug."
    field = "line"


class SameProposer(DomainError):
    message = "Jij herkende deze terugbetaling. Iemand anders moet ze goedkeuren."


class RepaymentWaits(DomainError):
    message = "Er wacht nog een terugbetaling op goedkeuring. Beslis daar eerst over."


class NoRemedy(DomainError):
    message = "Deze brief kan niet weg: we weten niet wat de loopbaanbegeleider ertegen kan doen. Vul dat eerst aan."


class NoSuchClaim(DomainError):
    message = "We kennen geen betaling met dit nummer. Het staat in het kenmerk van de betaling."
    field = "number"
