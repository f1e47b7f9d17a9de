"""What the register of processing refuses. Each message says what is missing and where to mend it."""

from loopbaankrediet.kernel.errors import NotAllowed


class RegisterError(Exception):
    """A fault of ours, not of who asks: code and register do not agree."""


class PurposeUnknown(RegisterError):
    def __init__(self, purpose: str) -> None:
        super().__init__(f"Het doel '{purpose}' staat niet in het register van verwerkingen (processing/records).")


class OutsideRegister(RegisterError):
    def __init__(self, *, field: str, source: str, purpose: str) -> None:
        super().__init__(
            f"De bron '{source}' gaf '{field}', maar het register van verwerkingen noemt dat gegeven niet bij het doel "
            f"'{purpose}'. Zet het in processing/records/{purpose}.toml, of vraag het niet."
        )


class NotForThisAudience(NotAllowed):
    """The record of a purpose does not name who looks."""
