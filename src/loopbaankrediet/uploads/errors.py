"""Refusals of papers. Each says what is wrong with the file and how to hand it in after all."""

from loopbaankrediet.kernel.errors import DomainError


class FileRefused(DomainError):
    """The file itself is not taken; nothing of it was kept."""

    field = "file"


class FileEmpty(FileRefused):
    message = "Dit bestand is leeg. Kies een ander bestand."


class FileTooLarge(FileRefused):
    message = "Dit bestand is groter dan {most}. Maak een kleinere foto, of scan met een lagere kwaliteit."


class KindUnknown(FileRefused):
    message = "Dit is geen PDF, JPEG of PNG. Maak een foto van je papier, of bewaar het als PDF."


class FileDamaged(FileRefused):
    message = "Dit bestand is stuk of niet volledig. Maak het opnieuw en stuur het nog eens."


class PictureTooLarge(FileRefused):
    message = "Deze foto heeft te veel beeldpunten. Maak een kleinere foto en stuur die."


class PdfEncrypted(FileRefused):
    message = "Deze PDF is beveiligd met een wachtwoord. Bewaar de PDF zonder wachtwoord, of stuur er een foto van."


class PdfActive(FileRefused):
    """Scripts, embedded files, forms that send, or anything else that acts."""

    message = "In deze PDF zit meer dan tekst en beeld: {what}. Druk ze af naar een nieuwe PDF, of stuur een foto."


class PdfUnclear(FileRefused):
    """Parts that cannot be looked into, or that unpack to far more than they are."""

    message = "We kunnen in deze PDF niet alles nakijken. Druk ze af naar een nieuwe PDF, of stuur er een foto van."


class FileTwice(FileRefused):
    message = "Dit bestand staat er al. Je hoeft het niet nog eens te sturen."


class TooManyFiles(FileRefused):
    message = "Er staan al {most} bestanden. Neem er een weg, of bel 1700."


class NoRoomLeft(FileRefused):
    message = "Samen zijn je bestanden te groot: ten hoogste {most}. Neem er een weg, of stuur een kleiner bestand."


class SeenAlready(DomainError):
    message = "Een medewerker bekeek dit bestand al. Daarom blijft het staan. Is het verkeerd? Bel 1700."


class StillScanned(DomainError):
    message = "We kijken dit bestand nog na op virussen. Probeer het over enkele minuten opnieuw."


class HasVirus(DomainError):
    message = "In dit bestand zat een virus. We hebben het weggedaan. Niemand kan het nog openen."


class ScanRefused(DomainError):
    """The scanner hung up on this paper, or answered something that is neither clean nor infected."""

    message = "De virusscanner kan dit bestand niet lezen. Het blijft 'niet gescand'."


class ScannerSilent(DomainError):
    """The scanner is not there, or does not answer in time."""

    message = "De virusscanner antwoordt niet. Het bestand blijft 'niet gescand'."
