"""Account numbers and enterprise numbers: read, checked, printed and masked in one place."""

from stdnum import iban
from stdnum.be import iban as belgian_iban
from stdnum.be import vat
from stdnum.exceptions import InvalidChecksum, ValidationError

from loopbaankrediet.kernel.errors import DomainError

# Countries of the SEPA schemes, by the prefix of their account numbers. Source: EPC409-09.
SEPA_COUNTRIES = frozenset(
    {
        "AD",
        "AL",
        "AT",
        "BE",
        "BG",
        "CH",
        "CY",
        "CZ",
        "DE",
        "DK",
        "EE",
        "ES",
        "FI",
        "FR",
        "GB",
        "GI",
        "GR",
        "HR",
    }
    | {
        "HU",
        "IE",
        "IS",
        "IT",
        "LI",
        "LT",
        "LU",
        "LV",
        "MC",
        "MD",
        "ME",
        "MK",
        "MT",
        "NL",
        "NO",
        "PL",
        "PT",
        "RO",
    }
    | {"RS", "SE", "SI", "SK", "SM", "VA"}
)


class IbanRefused(DomainError):
    """The root of every refusal of an account number; no message repeats the number."""

    message = "Dit is geen geldig rekeningnummer (IBAN)."
    field = "iban"


class IbanMalformed(IbanRefused):
    message = (
        "Dit is geen geldig rekeningnummer (IBAN). Een Belgisch nummer begint met BE en telt 14 cijfers, "
        "bijvoorbeeld BE71 0961 2345 6769."
    )


class IbanChecksumWrong(IbanRefused):
    message = "De controlecijfers van dit rekeningnummer kloppen niet. Kijk na of je elk teken juist hebt getypt."


class IbanOutsideSepa(IbanRefused):
    message = (
        "We kunnen alleen betalen op een rekening in het Europese betaalgebied (SEPA). Geef een andere rekening op."
    )


class EnterpriseNumberRefused(DomainError):
    message = (
        "Dit is geen geldig ondernemingsnummer. Het telt 10 cijfers en begint met 0 of 1, "
        "bijvoorbeeld 0403.019.261. Kijk na of je elk cijfer juist hebt getypt."
    )
    field = "enterprise_number"


def parse_iban(text: str) -> str:
    """The account number without spaces, in capitals; Belgian numbers also pass their national check.

    Raises an `IbanRefused`. Source: docs of python-stdnum `iban`, `be.iban`.
    """
    number = iban.compact(text)
    if not (number.isascii() and number.isalnum()):
        raise IbanMalformed
    try:
        number = str((belgian_iban if number.startswith("BE") else iban).validate(number))
    except InvalidChecksum as error:
        raise (IbanChecksumWrong if _has_the_form_of_an_iban(number) else IbanMalformed) from error
    except ValidationError as error:
        raise IbanMalformed from error
    if number[:2] not in SEPA_COUNTRIES:
        raise IbanOutsideSepa
    return number


def _has_the_form_of_an_iban(number: str) -> bool:
    """As many signs, of the kinds that the country uses, whatever the check digits are."""
    if not number[2:4].isdigit():
        return False
    return bool(iban.is_valid(number[:2] + iban.calc_check_digits(number) + number[4:], check_country=False))


def format_iban(compact: str) -> str:
    """In groups of four: BE71 0961 2345 6769."""
    return " ".join(compact[start : start + 4] for start in range(0, len(compact), 4))


def mask_iban(compact: str) -> str:
    """The first and the last four signs, the rest hidden: BE71 •••• •••• 6769."""
    return format_iban(compact[:4] + "•" * (len(compact) - 8) + compact[-4:])


def bic_of(compact: str) -> str | None:
    """The BIC of a Belgian account's bank; None for other countries and for banks without one."""
    if not compact.startswith("BE"):
        return None
    bic = belgian_iban.to_bic(compact)
    return None if bic is None else str(bic)


def parse_enterprise_number(text: str) -> str:
    """The number of the Crossroads Bank for Enterprises, as 0403.019.261; `BE` in front and 9 digits will do.

    Raises `EnterpriseNumberRefused`. Source: docs of python-stdnum `be.vat`.
    """
    try:
        number = str(vat.validate(text))
    except ValidationError as error:
        raise EnterpriseNumberRefused from error
    return f"{number[:4]}.{number[4:7]}.{number[7:]}"
