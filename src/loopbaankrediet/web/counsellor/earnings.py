"""What a counsellor gets, from whom, and when: one line per module."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.payments.models import ClaimState
from loopbaankrediet.payments.queries import ClaimView
from loopbaankrediet.web.bank_words import bank_reason
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.templatetags.dutch import day

AT_THE_BANK = (ClaimState.SENT, ClaimState.ACCEPTED, ClaimState.SETTLED)
COLUMNS = (
    Column("Module"),
    Column("Uren"),
    Column("Van de overheid", numeric=True),
    Column("Vraag je aan je klant", numeric=True),
    Column("Stand"),
    Column("Betaling"),
)


@dataclass(frozen=True)
class Totals:
    """In cents: what the bank paid, what is still to come, and the own contributions of the clients."""

    paid: int
    coming: int
    own: int


def totals(claims: Sequence[ClaimView]) -> Totals:
    paid = sum(claim.public_cents for claim in claims if claim.state == ClaimState.SETTLED)
    public = sum(claim.public_cents for claim in claims)
    return Totals(paid, public - paid, sum(claim.own_cents for claim in claims))


def earnings_table(claims: Sequence[ClaimView], *, today: date) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(f"Module {claim.module_number} met {claim.client}", note=f"Bevestigd op {day(claim.arisen_on)}"),
            duration(claim.minutes),
            euro(claim.public_cents),
            euro(claim.own_cents),
            _state(claim, today),
            pay_day(claim),
        ]
        for claim in claims
    ]
    nothing = "Zodra je klant de uren van een module bevestigt, staat de betaling hier. Je hoeft niets aan te vragen."
    return Table("Betalingen per module", COLUMNS, rows, nothing)


def pay_day(claim: ClaimView) -> str:
    """'op 3 maart 2027' once the bank has the order, 'ten laatste op 31 maart 2027' before; no day while stuck."""
    if claim.came_back or claim.state == ClaimState.BLOCKED:
        return "Nog geen dag: eerst moet dit opgelost zijn"
    return f"{'op' if claim.state in AT_THE_BANK else 'ten laatste op'} {day(claim.pay_day)}"


def _state(claim: ClaimView, today: date) -> Cell:
    if claim.state == ClaimState.SETTLED:
        return Cell("Betaald", pill="ok")
    if claim.state == ClaimState.ACCEPTED:
        return Cell("Aanvaard door de bank", pill="ok")
    if claim.state == ClaimState.SENT:
        return Cell("Bij de bank", pill="info")
    late = "Te laat: bel 1700, we zoeken uit waarom. " if today > claim.due_on else ""
    if claim.state == ClaimState.BLOCKED:
        return Cell(
            "Wordt nagekeken", pill="warn", note="De bank gaf twee verschillende antwoorden. We bellen de bank."
        )
    if claim.came_back:
        again = "We betalen opnieuw zodra dit opgelost is: bel 1700."
        return Cell("Geweigerd door de bank", pill="err", note=f"Reden: {bank_reason(claim.reason)}. {late}{again}")
    words = "In een betaalopdracht" if claim.state == ClaimState.BATCHED else "Wacht op betaling"
    return Cell(words, pill="warn" if late else "info", note=late)
