"""What can be wrong with a registration file."""

from loopbaankrediet.kernel.errors import DomainError


class CaseRuns(DomainError):
    message = "Je hebt al een dossier dat loopt. Werk daarin verder."


class AlreadyInRegister(DomainError):
    message = "Je staat al in het register. Vraag een verlenging: dat kan vanaf {opens}."


class RenewalTooEarly(DomainError):
    message = "Verlengen kan vanaf {opens}. We herinneren je eraan."


class OfferIncomplete(DomainError):
    """The offer is kept as typed; what is not filled in is told when the file is handed in."""

    message = "Vul eerst je gegevens in: {missing}."


class EvidenceMissing(DomainError):
    message = "Toon eerst bewijs voor: {missing}. Heb je het niet? Zeg dat dan daar."


class EvidenceWordsMissing(DomainError):
    message = "Beschrijf je bewijs: welk stuk het is, van wie, en het nummer dat erop staat."
    field = "words"


class ClaimUnknown(DomainError):
    message = "Kies een van de antwoorden."
    field = "claim"


class WhyNotMissing(DomainError):
    message = "Schrijf waarom je dit bewijs niet aanvaardt. De kandidaat leest dit."
    field = "why"


class ReasonsMissing(DomainError):
    message = "Schrijf de redenen. De kandidaat leest ze in de brief."
    field = "reasons"


class AnswerMissing(DomainError):
    message = "Schrijf je antwoord."
    field = "answer"


class StillOpen(DomainError):
    """Conditions that stay open are asked, never silently refused (default 20)."""

    message = "Beslissen kan nog niet: er is nog een voorwaarde open. Vraag ze, of beoordeel het bewijs. {open}"


class LawGrants(DomainError):
    message = "Volgens de regels voldoet deze kandidaat. Weigeren kan niet."


class LawRefuses(DomainError):
    message = "Volgens de regels voldoet deze kandidaat niet. {why}"


class IntentionFirst(DomainError):
    message = "Weigeren kan pas na een voornemen, en na het antwoord van de kandidaat of na {until}."
