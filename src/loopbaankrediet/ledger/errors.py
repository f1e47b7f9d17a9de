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
    message = "Dit is meer dan wat gereserveerd staat."


BY_NAME: dict[str, type[LedgerError]] = {
    "no_overdraft": BalanceTooLow,
    "hold_answered_once": AlreadyAnswered,
    "transfer_key_once": KeyReused,
    "LK001": KeyReused,
    "LK002": NoAccount,
    "LK004": UnitMismatch,
    "LK005": KeyReused,
    "LK006": TooMuch,
}
