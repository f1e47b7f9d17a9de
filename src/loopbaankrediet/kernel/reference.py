"""The Belgian structured communication (OGM-VCS): twelve digits that tell a payment from every other."""

from dataclasses import dataclass
from typing import Self

from stdnum.be import ogm_vcs
from stdnum.exceptions import ValidationError

from loopbaankrediet.kernel.errors import DomainError

LARGEST_NUMBER = 9_999_999_999


class StructuredCommunicationRefused(DomainError):
    message = (
        "Deze gestructureerde mededeling klopt niet. Ze telt 12 cijfers, bijvoorbeeld +++010/8068/17183+++. "
        "Kijk na of je elk cijfer juist hebt getypt."
    )
    field = "reference"


@dataclass(frozen=True)
class StructuredCommunication:
    """Twelve checked digits. Make it with `from_number` or `parse`."""

    digits: str

    @classmethod
    def from_number(cls, number: int) -> Self:
        """Ten digits from our own count, two check digits behind; ValueError outside 0..9,999,999,999."""
        if not 0 <= number <= LARGEST_NUMBER:
            raise ValueError(f"{number} does not fit in ten digits")
        return cls(f"{number:010d}{number % 97 or 97:02d}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read one as printed or as bare digits; raises `StructuredCommunicationRefused`."""
        try:
            return cls(str(ogm_vcs.validate(text)))
        except ValidationError as error:
            raise StructuredCommunicationRefused from error

    @property
    def formatted(self) -> str:
        return f"+++{ogm_vcs.format(self.digits)}+++"

    def __str__(self) -> str:
        return self.formatted
