"""What can be wrong with a bank file: what, where, how to mend it. No message tells a name or account."""

from loopbaankrediet.kernel.errors import DomainError


class BankFileError(DomainError):
    """The root of every refusal of a bank file, ours or the bank's."""

    message = "Dit bankbestand kan niet gebruikt worden."
    field = "bank_file"


class BankFileTooLarge(BankFileError):
    message = "Het bestand is groter dan {limit} bytes. Vraag de bank het antwoord in kleinere bestanden."


class BankFileMalformed(BankFileError):
    message = (
        "Het bestand is geen volledige XML in UTF-8: het loopt fout op regel {line}. "
        "Haal het opnieuw op bij de bank en wijzig het niet zelf. Staat het in een andere codering, vraag dan UTF-8."
    )


class BankFileDeclaresEntities(BankFileError):
    message = (
        "Het bestand bevat een DOCTYPE. Een bank stuurt dat nooit: "
        "gebruik het niet en meld het aan de veiligheidsdienst."
    )


class BankFileTruncated(BankFileMalformed):
    message = (
        "Het bestand is afgebroken op regel {line}: het einde ontbreekt. "
        "Haal het bestand opnieuw op bij de bank; wat erin staat, is niet gebruikt."
    )


class BankFileWrongKind(BankFileError):
    message = (
        "We lezen antwoorden op een betaalopdracht (pain.002), rekeninguittreksels (camt.053) en boekingsberichten "
        "(camt.054). Dit is '{found}'. Vraag de bank een van die drie."
    )


class BankFileFieldMissing(BankFileError):
    message = "In {where} ontbreekt {name}. Vraag de bank een volledig bestand."


class BankFileFieldInvalid(BankFileError):
    message = "In {where} is {name} ongeldig: {reason}. Vraag de bank een verbeterd bestand."


class BankFileDuplicate(BankFileError):
    message = (
        "De betaling {end_to_end_id} komt twee keer voor. "
        "Vraag de bank een bestand waarin elke betaling één keer staat."
    )


class StatementWrongKind(BankFileWrongKind):
    message = (
        "Dit is geen rekeninguittreksel (camt.053.001) of boekingsbericht (camt.054.001) in versie 02 of 08, "
        "maar '{found}'. Kies het juiste bestand of vraag de bank om een van die versies."
    )


class StatementOtherAccount(BankFileError):
    message = (
        "In {where} gaat het over een andere rekening dan de onze. "
        "Gebruik het bestand niet en meld aan de bank dat het verkeerd bezorgd is."
    )


class StatementWrongCurrency(BankFileError):
    message = "In {where} staat een bedrag in '{found}' en niet in euro. Vraag de bank een bestand in euro."


class StatementInPages(BankFileError):
    message = (
        "In {where} staat maar één bladzijde van het uittreksel, zodat de saldi niet na te rekenen zijn. "
        "Vraag de bank het hele uittreksel in één bestand."
    )


class StatementBalanceDiffers(BankFileError):
    message = (
        "In {where} komt het beginsaldo ({opening} cent) met de boekingen ({entries} cent) niet uit op het "
        "eindsaldo ({closing} cent). Vraag de bank een verbeterd uittreksel."
    )


class StatementSumDiffers(BankFileError):
    message = (
        "In {where} staat een som van {stated} cent, maar de bedragen eronder tellen op tot {found} cent. "
        "Vraag de bank een verbeterd bestand."
    )


class StatementCountDiffers(BankFileError):
    message = (
        "In {where} staat een aantal van {stated}, maar eronder staan er {found}. Vraag de bank een verbeterd bestand."
    )


class StatementDuplicate(BankFileError):
    message = (
        "In {where} komt het kenmerk {reference} twee keer voor. "
        "Vraag de bank een bestand waarin elke boeking één keer staat."
    )


class PaymentOrderError(DomainError):
    """The root of what is wrong in an order that we write ourselves; nothing may be sent."""

    message = "Deze betaalopdracht kan niet gemaakt worden."


class PaymentMessageInvalid(PaymentOrderError):
    message = "De kop van de betaalopdracht klopt niet: {name} {reason}. Verbeter dit en maak het bestand opnieuw."


class TransferInvalid(PaymentOrderError):
    message = (
        "Betaling {end_to_end_id} kan niet in het bankbestand: {name} {reason}. "
        "Verbeter dit of neem de betaling uit de opdracht."
    )


class TransferDuplicate(PaymentOrderError):
    message = (
        "Betaling {end_to_end_id} staat twee keer in de opdracht. Neem er één uit, anders wordt twee keer betaald."
    )


class TotalsDiffer(PaymentOrderError):
    message = (
        "De kop van de betaalopdracht vermeldt {stated_count} betalingen voor {stated_cents} cent, "
        "maar het zijn er {found_count} voor {found_cents} cent. Er is niets verstuurd: maak ze opnieuw."
    )


class SchemaViolated(PaymentOrderError):
    message = (
        "Het bankbestand volgt het schema pain.001.001.09 niet: het element {element} klopt niet. "
        "Verstuur het niet en maak de opdracht opnieuw."
    )
