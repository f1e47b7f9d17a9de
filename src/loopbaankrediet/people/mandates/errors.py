"""What can stand in the way of acting for somebody else."""

from loopbaankrediet.kernel.errors import DomainError, NotAllowed


class MandateOver(NotAllowed):
    """The ground to act for the citizen no longer stands: ended, past its last day, or a call that is over."""

    message = "Dat is gestopt of voorbij. We bewaarden niets van deze stap. Je handelt weer voor jezelf."


class OutsideMandate(NotAllowed):
    """`ground` in words, `citizen` her name, `may` what the ground does allow."""

    message = "Dit staat niet in {ground}. {citizen} doet dit zelf, of belt gratis 1700. Jij mag: {may}."


class MandateCodeRefused(DomainError):
    """One answer for a wrong, used, expired, withdrawn or foreign code, so that guessing teaches nothing."""

    message = (
        "Deze code klopt niet, is al gebruikt of is vervallen, of de volmacht staat niet op jouw naam. "
        "Kijk ze na met de persoon die je helpt, of vraag een nieuwe code. "
        "Lukt het niet? Bel gratis 1700. Kijk ook of je familienaam juist geschreven is."
    )
    field = "code"


class TooManyMandateCodes(DomainError):
    message = "Je hebt te vaak een verkeerde code ingevuld. Probeer het over een uur opnieuw, of bel gratis 1700."
    field = "code"


class HelpsAlready(DomainError):
    message = "Je helpt deze persoon al. Een nieuwe code is niet nodig."
    field = "code"


class HelperNotNamed(DomainError):
    message = "Schrijf de voornaam en de familienaam van je helper."
    field = "family_name"


class TickRefused(DomainError):
    message = "Dit kan je niet in een volmacht zetten."
    field = "ticked"


class TickAtDesk(DomainError):
    message = (
        "Aan het loket geef je alleen een volmacht zonder extra's. "
        "De burger kan zelf meer aankruisen, na het aanmelden."
    )
    field = "ticked"


class LetterOfOwnCall(NotAllowed):
    message = "Jij deed dit gesprek. Laat een collega de brief afdrukken en versturen."


class NobodyFound(DomainError):
    """One answer for a number and a name that do not go together."""

    message = "Het nummer en de naam horen niet bij elkaar. Vraag ze opnieuw. Zoeken op naam kan niet."
    field = "family_name"


class TooManyLookups(DomainError):
    message = "Je zocht al {most} keer iemand op in een uur. Wacht even, of vraag een collega om te helpen."
    field = "national_number"


class TooFewControls(DomainError):
    message = "Kruis minstens {least} dingen aan waaraan je hoorde of zag wie het is."
    field = "controls"


class NoStrongControl(DomainError):
    """A number and a birth date are one thing: the number holds the date."""

    message = (
        "Kruis ook aan: kaart gezien, teruggebeld of brief ondertekend. "
        "Lukt dat niet? Vraag de burger om langs te komen."
    )
    field = "controls"


class NumberUnknown(DomainError):
    """A number with a mistake in it must not silently make a person."""

    message = "We kennen dit nummer nog niet. Kijk het na. Klopt het?"
    field = "is_new"


class ReasonOfCallMissing(DomainError):
    message = "Schrijf kort op wat de burger vraagt. De burger kan dit lezen."
    field = "reason"


class CallStillOpen(DomainError):
    message = "Er staat nog een gesprek van je open. Sluit dat eerst af met een nota."


class NoteOfCallMissing(DomainError):
    message = "Schrijf kort op wat je in dit gesprek deed."
    field = "note"


class DecidesThisCase(DomainError):
    message = "Je besliste of noteerde al iets in dit dossier als medewerker. Laat een collega dit gesprek doen."


class ActedInThisCase(DomainError):
    message = "Je handelde zelf al voor deze persoon. Laat een collega hier beslissen."


class JudgmentIncomplete(DomainError):
    message = "Schrijf de rechtbank en het rolnummer van de beslissing op."
    field = "court"


class MattersMissing(DomainError):
    message = "Kruis aan waarover de rechter besliste: de persoon, de goederen, of allebei."
    field = "matters"


class EnteredItHimself(DomainError):
    message = "Je noteerde dit zelf. Laat een collega de beslissing van de rechter nalezen en bevestigen."


class JudgmentDays(DomainError):
    message = "De dagen passen niet bij elkaar: eerst de beslissing, dan de eerste dag, dan de laatste dag."
    field = "valid_from"


class RepresentsAlready(DomainError):
    message = "Deze persoon vertegenwoordigt die burger al."


class RepresentsHimself(DomainError):
    message = "Niemand vertegenwoordigt zichzelf. Kijk de twee nummers na."
    field = "helper_number"
