"""The one root of every refusal that a person may see."""


class DomainError(Exception):
    """A refusal with a Dutch message that says what is wrong and how to mend it.

    `message` is formatted with the keyword arguments of the constructor. `field` names the form field the message
    belongs to; empty when it concerns the whole act. Mapped to a page or status once, in `web/` and `cli/`.
    """

    message = "Dit kan nu niet."
    field = ""

    def __init__(self, **details: object) -> None:
        self.details = details
        super().__init__(self.message.format(**details))


class NotFound(DomainError):
    """The thing does not exist, or this person may not know that it does."""

    message = "We vinden deze pagina niet."


class NotAllowed(DomainError):
    """The actor's capacity or relation does not allow the act."""

    message = "Je kan dit niet doen met deze aanmelding."


class WrongState(DomainError):
    """The act does not fit the state the thing is in now."""

    message = "Dit kan niet meer: intussen is er iets veranderd. Bekijk de pagina opnieuw."
