"""Why a sign-in did not happen. `reason` goes to the log and the journal; it holds no personal data."""

from loopbaankrediet.kernel.errors import DomainError


class SignInRefused(DomainError):
    """What came back proves nothing, or not enough."""

    message = "We konden niet nagaan wie je bent. Je bent niet aangemeld."

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason


class SignInLost(SignInRefused):
    """Nothing in this browser asked for this: too old, used before, or started by somebody else."""

    message = "Deze aanmelding is verlopen, of ze begon niet in dit venster. Je bent niet aangemeld."


class SignInLeft(SignInRefused):
    """The visitor stopped, or the provider did not let her in."""

    message = "Je hebt het aanmelden niet afgemaakt. Je bent niet aangemeld."


class WrongCapacity(SignInRefused):
    """A target group that has no place here (a school, a municipality, an association)."""

    message = "Met deze rol kan je hier niets doen. Kies burger, loopbaanbegeleider of medewerker."


class WeakStepUp(SignInRefused):
    message = "Dit was geen nieuwe aanmelding met je identiteitskaart. Heb je geen kaartlezer? Bel gratis 1700."


class AnotherPerson(SignInRefused):
    message = "Je bewees dat je iemand anders bent dan wie hier aangemeld is. Meld je eerst af."


class ProviderSilent(DomainError):
    """The provider did not answer, or with something unusable: nothing the visitor can mend."""

    message = "De aanmelding van de Vlaamse overheid antwoordt nu niet."

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what
