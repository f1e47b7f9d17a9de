"""What a citizen needs to pay her own share to the platform: the payment as text, and as a QR code (EPC069-12).

The structured communication stands in the code as text: Belgian banking apps read it there, and the field for a
reference is for ISO 11649 only.
"""

from dataclasses import dataclass

import segno
from django.conf import settings

from loopbaankrediet.contributions.queries import ShareView
from loopbaankrediet.kernel.identifiers import bic_of, format_iban, parse_iban
from loopbaankrediet.kernel.reference import StructuredCommunication
from loopbaankrediet.kernel.sepa_text import PARTY_NAME_LENGTH, sepa_text

SERVICE, VERSION, UTF8, CREDIT_TRANSFER = "BCD", "002", "1", "SCT"
MODULE_PIXELS = 4


@dataclass(frozen=True)
class PaymentRequest:
    """A payment that any bank can make. `iban` in groups of four; `qr` is an SVG image."""

    name: str
    iban: str
    cents: int
    reference: str
    qr: str


def payment_request(view: ShareView) -> PaymentRequest | None:
    """For what is still open of a share that the platform collects; None when nothing is, or we have no account."""
    if not view.by_platform or not view.share.open or not settings.DEBTOR_IBAN:
        return None
    iban = parse_iban(settings.DEBTOR_IBAN)
    reference = StructuredCommunication.parse(view.reference)
    text = epc_text(settings.DEBTOR_NAME, iban, view.share.open, reference)
    return PaymentRequest(settings.DEBTOR_NAME, format_iban(iban), view.share.open, reference.formatted, qr_svg(text))


def epc_text(name: str, iban: str, cents: int, reference: StructuredCommunication) -> str:
    """The lines of the code, in the order of EPC069-12 version 2; `iban` compact."""
    lines = [SERVICE, VERSION, UTF8, CREDIT_TRANSFER, bic_of(iban) or "", sepa_text(name, PARTY_NAME_LENGTH), iban]
    return "\n".join([*lines, f"EUR{cents // 100}.{cents % 100:02d}", "", "", reference.formatted])


def qr_svg(text: str) -> str:
    """Error correction M and no Micro QR, as EPC069-12 asks."""
    code = segno.make_qr(text, error="m", boost_error=False, encoding="utf-8")
    return str(code.svg_inline(scale=MODULE_PIXELS, border=4, light="#fff", omitsize=False))
