"""Why a file of vouchers, or an act on a voucher, is refused."""

from loopbaankrediet.kernel.errors import DomainError


class VoucherFileRefused(DomainError):
    """The root of every refusal of a whole file; nothing of it is taken."""

    message = "Dit bestand met loopbaancheques is niet gebruikt."


class VoucherFileMissing(VoucherFileRefused):
    message = "{name} is niet te lezen. Kijk de naam en de map na."


class ManifestMissing(VoucherFileRefused):
    message = "{name} ontbreekt. Zet het manifest naast het bestand, met dezelfde naam en .toml op het einde."


class ManifestRefused(VoucherFileRefused):
    message = "Het manifest {name} klopt niet. {why} Vraag VDAB een nieuw manifest."


class FileUnknown(VoucherFileRefused):
    message = "Dit is geen manifest van loopbaancheques: 'format' moet {wanted} zijn. Kijk na welk bestand je gaf."


class VersionUnknown(VoucherFileRefused):
    message = "We lezen alleen versie {wanted} van dit bestand. Vraag VDAB het bestand in die versie."


class ChecksumWrong(VoucherFileRefused):
    message = "De controlesom klopt niet: het bestand is afgebroken of gewijzigd onderweg. Vraag VDAB het opnieuw."


class HeaderWrong(VoucherFileRefused):
    message = "De eerste regel is niet de afgesproken hoofding. Die is, in UTF-8 en met komma's: {wanted}"


class CountWrong(VoucherFileRefused):
    message = "Het bestand heeft {found} regels, het manifest belooft er {wanted}. Vraag VDAB beide opnieuw."


class SumWrong(VoucherFileRefused):
    message = "De regels tellen samen {found} minuten, het manifest {wanted}. Vraag VDAB beide opnieuw."


class FileTooOld(VoucherFileRefused):
    message = (
        "Dit uittreksel is van {day}, en we hebben er al een van {known}. Een ouder uittreksel verandert niets. "
        "Vraag VDAB een nieuw."
    )


class ExtractedLater(VoucherFileRefused):
    message = "Dit uittreksel is van {day}. Die dag moet nog komen. Vraag VDAB een nieuw manifest."


class ContestedAlready(DomainError):
    message = "Je betwistte deze cheque al. Een medewerker kijkt het na."


class NothingContested(DomainError):
    message = "Schrijf wat er niet klopt."
    field = "what"


class ContestReasonMissing(DomainError):
    message = "Schrijf waarom je dit beslist. De burger leest het."
    field = "reason"


class NameNotReadable(VoucherFileRefused):
    message = "De naam {name} is niet in UTF-8. Geef het bestand en zijn manifest een naam met gewone letters."
