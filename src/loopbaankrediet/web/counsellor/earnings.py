"""What a counsellor gets, from whom, and when: one line per module."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from loopbaankrediet.contributions.models import VatRegime
from loopbaankrediet.contributions.vat import split
from loopbaankrediet.decree.dated.procedure import term
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.payments.models import ClaimBasis, ClaimState, Fund, HoldKind
from loopbaankrediet.payments.queries import ClaimView, HoldView, WaitReason
from loopbaankrediet.web.bank_words import bank_reason
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.pay_words import wait_words, who_follows
from loopbaankrediet.web.templatetags.dutch import day

AT_THE_BANK = (ClaimState.SENT, ClaimState.ACCEPTED, ClaimState.SETTLED)
STUCK = frozenset(WaitReason) - {
    WaitReason.AT_THE_BANK,
    WaitReason.LEAVING,
    WaitReason.DRAFT,
    WaitReason.NO_BATCH,
}
STATES = {
    ClaimState.OPEN: ("Wacht op betaling", "info"),
    ClaimState.BATCHED: ("In een betaalopdracht", "info"),
    ClaimState.SENT: ("Bij de bank", "info"),
    ClaimState.ACCEPTED: ("Aanvaard door de bank", "ok"),
    ClaimState.BLOCKED: ("Wordt nagekeken", "warn"),
}
STANDS = {
    ClaimBasis.CONFIRMED: "Bevestigd op {day}",
    ClaimBasis.SILENT: "Bevestigd op {day}, zonder antwoord van je klant",
    ClaimBasis.DECIDED: "Beslist op {day}, na een betwisting",
}
COLUMNS = (
    Column("Module"),
    Column("Uren"),
    Column("Van ons", numeric=True),
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
    of_public = [claim for claim in claims if claim.fund is Fund.PUBLIC]
    paid = sum(claim.public_cents for claim in of_public if claim.state == ClaimState.SETTLED)
    public = sum(claim.public_cents for claim in of_public)
    return Totals(paid, public - paid, sum(claim.own_cents for claim in claims))


def earnings_table(claims: Sequence[ClaimView], *, today: date) -> Table:
    rows: list[list[Cell | str]] = [
        [
            Cell(f"Module {claim.module_number} met {claim.client}", note=_stands(claim)),
            duration(claim.minutes) if claim.minutes else "Eigen bijdrage",
            euro(claim.public_cents),
            euro(claim.own_cents),
            _state(claim, today),
            pay_day(claim),
        ]
        for claim in claims
    ]
    nothing = "Zodra je klant de uren van een module bevestigt, staat de betaling hier. Je hoeft niets aan te vragen."
    return Table("Betalingen per module", COLUMNS, rows, nothing)


def earnings_vat(claims: Sequence[ClaimView], regime: VatRegime | None, *, on: date) -> str:
    """The VAT inside all amounts together, for information; it changes none (default 23)."""
    if regime is VatRegime.EXEMPT:
        return "Je zei dat je vrijgesteld bent van btw. Je krijgt dezelfde bedragen."
    percent = term("vat_percent", on=on)
    public, own = (split(sum(cents), percent).vat for cents in _amounts(claims))
    inside = f"{percent} % btw: {euro(public)} in het deel van de overheid en {euro(own)} in dat van je klanten"
    if regime is VatRegime.LIABLE:
        return f"In deze bedragen zit {inside}."
    return f"Reken je btw aan? Dan zit in deze bedragen {inside}. Vertel ons hoe het zit bij de eigen bijdragen."


def _amounts(claims: Sequence[ClaimView]) -> tuple[list[int], list[int]]:
    """Of the department and of clients; an own share that we pay on is among what the module itself asks."""
    of_public = [claim for claim in claims if claim.fund is Fund.PUBLIC]
    return [claim.public_cents for claim in of_public], [claim.own_cents for claim in of_public]


def pay_day(claim: ClaimView) -> Cell:
    """Paid on the day of the bank, ordered for a day, or promised by the last day of the term; no day while stuck."""
    if claim.waiting and claim.waiting.reason in STUCK:
        return Cell("Nog geen dag: eerst moet dit opgelost zijn")
    is_known = claim.state in AT_THE_BANK and not _leaves(claim)
    text = f"op {day(claim.pay_day)}" if is_known else f"beloofd tegen {day(claim.due_on)}"
    text = f"betaald {text}" if claim.is_booked and is_known else text
    return Cell(text, reverse("counsellor:advice", args=[claim.batch_id]) if claim.batch_id else "")


def _leaves(claim: ClaimView) -> bool:
    """Approved, but the file is not at the bank yet: no day is sure."""
    return claim.waiting is not None and claim.waiting.reason is WaitReason.LEAVING


def stopped_words(hold: HoldView) -> str:
    """Why nothing is paid, in the words of the officer or of the bank."""
    if hold.kind == HoldKind.ACCOUNT:
        return f"Je rekening neemt geen geld aan: {bank_reason(hold.code)}. Geef een andere rekening op."
    return f"{hold.placed_by} zette je betalingen stop op {day(hold.placed_on)}: {hold.reason}"


def _stands(claim: ClaimView) -> str:
    """Since when the hours stand, and why; or what was paid for them to the platform."""
    if claim.fund is Fund.OWN_SHARE:
        return f"Betaald door je klant aan het platform, voor jou sinds {day(claim.arisen_on)}"
    return STANDS[ClaimBasis(claim.basis)].format(day=day(claim.arisen_on))


def _state(claim: ClaimView, today: date) -> Cell:
    if claim.waiting is None:
        return Cell("Betaald", pill="ok")
    reason = claim.waiting.reason
    text, pill = ("Vertrekt naar de bank", "info") if _leaves(claim) else STATES[ClaimState(claim.state)]
    if reason in STUCK:
        text, pill = ("Teruggekomen van de bank", "err") if claim.came_back else ("Wacht", "warn")
    is_late = today > claim.due_on
    if reason not in STUCK and not is_late:
        return Cell(text, pill=pill)
    late = "Te laat. " if is_late else ""
    note = f"{late}{wait_words(claim.waiting)} {who_follows(claim.waiting)} Vragen? Bel 1700."
    return Cell(text, pill=pill if reason in STUCK else "warn", note=note)
