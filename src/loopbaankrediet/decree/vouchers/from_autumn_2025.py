"""From autumn 2025 to the start of the loopbaankrediet: one voucher in a whole career (dossier 2.08, as planned).

That one voucher per six years came first, from mid-2025 on (2.07), is a parameter: `vouchers_per_six_years`.
"""

from __future__ import annotations

from loopbaankrediet.decree.saying.dutch import Unit
from loopbaankrediet.decree.vouchers.book import Amounts, article

SOURCE = (
    "Ontwerp van besluit van 18 juli 2025, volgens extranet.vdab.be "
    "(graad H voor één loopbaancheque; de begindag is een plan)"
)


@article(
    "BVR 17-05-2013 (aantal cheques)",
    since="2025-10-01",
    until="2026-12-31",
    known_since="2025-07-18",
    status="open",
    source=SOURCE,
)
def voucher_left(vouchers_used: int, p: Amounts) -> bool:
    """Je gebruikte in je hele loopbaan nog geen loopbaancheque."""
    return vouchers_used < p.vouchers_per_career


@article(
    "BVR 17-05-2013 (recht)",
    since="2025-10-01",
    until="2026-12-31",
    known_since="2025-07-18",
    status="open",
    source=SOURCE,
)
def granted(resident: bool, professionally_active: bool, enough_seniority: bool, voucher_left: bool) -> bool:
    """Je krijgt een loopbaancheque als je aan alle voorwaarden voldoet en er nog geen gebruikte."""
    return resident and professionally_active and enough_seniority and voucher_left


@article(
    "BVR 17-05-2013 (duur)",
    since="2025-10-01",
    until="2026-12-31",
    known_since="2025-07-18",
    status="open",
    source=SOURCE,
    unit=Unit.MINUTES,
    says="Met deze loopbaancheque krijg je {value} loopbaanbegeleiding.",
    unknown="We weten nog niet hoeveel uren begeleiding je met deze loopbaancheque krijgt.",
    label="de duur van deze loopbaancheque",
)
def minutes(granted: bool, p: Amounts) -> int:
    """De ene loopbaancheque geeft recht op een vast aantal uren."""
    return p.first_voucher_minutes if granted else 0


@article(
    "BVR 17-05-2013 (vergoeding)",
    since="2025-10-01",
    until="2026-12-31",
    known_since="2025-07-18",
    status="open",
    source=SOURCE,
    unit=Unit.CENTS,
    says="Vlaanderen betaalt voor deze loopbaancheque {value}.",
    unknown="We weten nog niet hoeveel Vlaanderen voor deze loopbaancheque betaalt.",
    label="wat Vlaanderen voor deze loopbaancheque betaalt",
)
def public_cents(granted: bool, p: Amounts) -> int:
    """Vlaanderen betaalt het loopbaancentrum de prijs van de cheque, btw inbegrepen, min wat je zelf betaalt."""
    return p.first_voucher_cents - p.own_cents_per_voucher if granted else 0
