"""National, BIS and MAGDA test numbers: one value that never shows itself by accident."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from stdnum.be import bis, nn
from stdnum.exceptions import InvalidChecksum, InvalidComponent, InvalidFormat, ValidationError

from loopbaankrediet.kernel.errors import DomainError

BIS_MONTHS = frozenset(range(20, 33)) | frozenset(range(40, 53))
TEST_MONTHS = frozenset(range(60, 73))
NEVER_ISSUED_COUNTERS = frozenset({"000", "999"})
BIS_MONTH_SHIFT = 40
TEST_MONTH_SHIFT = 60


class NationalNumberKind(StrEnum):
    """Who gave the number: the national register, the Crossroads Bank (BIS), or MAGDA for tests."""

    NATIONAL = "national"
    BIS = "bis"
    TEST = "test"


class NationalNumberRefused(DomainError):
    """The root of every refusal of a national number; no message repeats the number."""

    message = "Dit is geen geldig rijksregisternummer of BIS-nummer."
    field = "national_number"


class NationalNumberMalformed(NationalNumberRefused):
    message = (
        "Een rijksregisternummer of BIS-nummer telt 11 cijfers, bijvoorbeeld 85.07.30-999.32. "
        "Je vindt het op de achterkant van je identiteitskaart."
    )


class NationalNumberChecksumWrong(NationalNumberRefused):
    message = (
        "De laatste twee cijfers passen niet bij de rest van het nummer. Kijk na of je elk cijfer juist hebt getypt."
    )


class NationalNumberBirthImpossible(NationalNumberRefused):
    message = "De eerste zes cijfers zijn geen geldige geboortedatum. Kijk na of je elk cijfer juist hebt getypt."


class FictitiousNumberRefused(NationalNumberRefused):
    message = (
        "Dit is een testnummer, geen nummer van een echte persoon. Gebruik je eigen rijksregisternummer of BIS-nummer."
    )


@dataclass(frozen=True, repr=False)
class NationalNumber:
    """A checked number. Make it with `parse`; `str` and `repr` tell its kind only."""

    compact: str

    @classmethod
    def parse(cls, text: str, *, allow_test: bool) -> Self:
        """Read a number typed with or without spaces, dots and dashes.

        `allow_test` admits MAGDA's test numbers (month 60-72) and numbers with a counter that is never issued
        (000, 999). Raises a `NationalNumberRefused`. Source: docs of python-stdnum `be.nn`, `be.bis`.
        """
        number = cls(_validated(nn.compact(text)))
        if not allow_test and number.is_fictitious:
            raise FictitiousNumberRefused
        return number

    @property
    def kind(self) -> NationalNumberKind:
        return _kind_of(self.compact)

    @property
    def is_fictitious(self) -> bool:
        """True when the number can never belong to a real person."""
        return self.kind is NationalNumberKind.TEST or self.compact[6:9] in NEVER_ISSUED_COUNTERS

    @property
    def formatted(self) -> str:
        """As printed on the identity card: 85.07.30-033.28."""
        return str(nn.format(self.compact))

    @property
    def masked(self) -> str:
        """For screens of officers: the birth part is hidden."""
        return f"••.••.••-{self.compact[6:9]}.{self.compact[9:]}"

    def __repr__(self) -> str:
        return f"<NationalNumber {self.kind}>"

    __str__ = __repr__


def make_test_number(birth: date, counter: int) -> str:
    """A MAGDA test number: month + 60, valid check digits; `counter` 1..998, odd for men, even for women."""
    if not 1 <= counter <= 998:
        raise ValueError(f"counter {counter} is outside 1..998")
    return _with_check_digits(birth, TEST_MONTH_SHIFT, f"{counter:03d}")


def make_unissued_bis(birth: date) -> str:
    """A BIS number with the counter 999, which nobody ever gets."""
    return _with_check_digits(birth, BIS_MONTH_SHIFT, "999")


def _with_check_digits(birth: date, month_shift: int, counter: str) -> str:
    base = f"{birth.year % 100:02d}{birth.month + month_shift:02d}{birth.day:02d}{counter}"
    century = "2" if birth.year >= 2000 else ""
    return f"{base}{97 - int(century + base) % 97:02d}"


def _kind_of(compact: str) -> NationalNumberKind:
    month = int(compact[2:4])
    if month in TEST_MONTHS:
        return NationalNumberKind.TEST
    return NationalNumberKind.BIS if month in BIS_MONTHS else NationalNumberKind.NATIONAL


def _validated(compact: str) -> str:
    if not (compact.isascii() and compact.isdigit() and len(compact) == 11):
        raise NationalNumberMalformed
    check = {
        NationalNumberKind.NATIONAL: nn.validate,
        NationalNumberKind.BIS: bis.validate,
        NationalNumberKind.TEST: _validate_test,
    }
    try:
        return str(check[_kind_of(compact)](compact))
    except InvalidFormat as error:
        raise NationalNumberMalformed from error
    except InvalidChecksum as error:
        raise NationalNumberChecksumWrong from error
    except ValidationError as error:
        raise NationalNumberBirthImpossible from error


def _validate_test(compact: str) -> str:
    """The check digits hold for a birth before or since 2000; the day may be unknown (00)."""
    if int(compact[9:]) not in {97 - int(century + compact[:9]) % 97 for century in ("", "2")}:
        raise InvalidChecksum
    if int(compact[4:6]) > 31:
        raise InvalidComponent
    return compact
