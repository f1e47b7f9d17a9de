"""What the ledger refuses, by the name of the constraint or code in the database."""

from loopbaankrediet.kernel.errors import DomainError


class LedgerError(DomainError):
    message = "De boeking kon niet gebeuren. Er is niets veranderd."


class BalanceTooLow(LedgerError):
    message = "Er zijn niet genoeg uren of middelen meer vrij. Er is niets veranderd."


class AlreadyAnswered(LedgerError):
    message = "Deze reservering is al verwerkt."


class KeyReused(LedgerError):
    message = "Deze sleutel hoort bij een andere boeking."


class NoAccount(LedgerError):
    message = "Deze rekening bestaat niet."


class UnitMismatch(LedgerError):
    message = "Minuten en eurocent gaan niet samen in een boeking."


class TooMuch(LedgerError):
    message = "Dit is meer dan wat gereserveerd of geboekt staat."


class NotReversible(LedgerError):
    message = "Deze boeking kan niet teruggedraaid worden: alleen wat verplaatst is, kan terug."


class ReversedAlready(LedgerError):
    message = "Van deze boeking is al zoveel teruggedraaid, dat dit bedrag er niet meer bij kan."


class ReasonMissing(LedgerError):
    message = "Een boeking terugdraaien kan alleen met een reden, als code van kleine letters en cijfers."


class UnsoundStep(LedgerError):
    message = (
        "Een boeking verplaatst een bedrag van 1 tot 10.000.000.000.000 van de ene rekening naar een andere. "
        "Kijk het bedrag en de rekeningen na."
    )


class NotACode(LedgerError):
    message = "Een handeling en haar stappen heten naar een code van kleine letters en cijfers, nooit naar mensen."


BY_NAME: dict[str, type[LedgerError]] = {
    "no_overdraft": BalanceTooLow,
    "counters_from_zero": BalanceTooLow,
    "hold_answered_once": AlreadyAnswered,
    "transfer_key_once": KeyReused,
    "LK001": KeyReused,
    "LK002": NoAccount,
    "LK004": UnitMismatch,
    "LK005": KeyReused,
    "LK006": TooMuch,
    "LK007": NotReversible,
    "reversed_at_most_once": ReversedAlready,
    "LK008": ReasonMissing,
    "sound_transfer": UnsoundStep,
    "22003": UnsoundStep,
    "23502": UnsoundStep,
    "named_by_codes": NotACode,
}
