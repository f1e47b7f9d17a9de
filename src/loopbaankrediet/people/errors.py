"""What can stand in the way of an act on a person."""

from loopbaankrediet.kernel.errors import DomainError


class OwnCase(DomainError):
    message = "Dit gaat over jezelf. Laat het aan een collega."
