"""What the journal refuses."""

from loopbaankrediet.kernel.errors import DomainError


class KeyReused(DomainError):
    message = "Dit formulier was al verstuurd, met andere gegevens. Open de pagina opnieuw en kijk na wat er staat."


class Erased(DomainError):
    """The key of a person is gone, and with it all that it sealed."""

    message = "Deze gegevens zijn gewist. Niemand kan ze nog lezen."
