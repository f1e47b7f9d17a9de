"""For the auditor: does everything add up, and what moved on an account."""

from collections.abc import Sequence

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from loopbaankrediet.kernel.actors import Role
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.queries import Movement, balance, movements
from loopbaankrediet.ledger.verification import Proof, prove
from loopbaankrediet.web.access import requires_role
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.requests import AppRequest
from loopbaankrediet.web.templatetags.dutch import day

MOVEMENTS_A_PAGE = 50
MINUTES = ("issued", "wallet", "delivered")
ACTS = {
    "grant": "Toekenning van een recht",
    "budget_act": "Begroting ingeschreven",
    "reserve_module": "Module gereserveerd",
    "release_module": "Module vrijgegeven",
    "confirm_module": "Uren van een module bevestigd",
    "approve_batch": "Betaalopdracht naar de bank",
    "reject_payment": "Betaling kwam terug",
}
NAMES = {
    "issued": "alle toegekende uren",
    "wallet": "een portefeuille van een burger",
    "delivered": "gegeven uren van een loopbaanbegeleider",
    "treasury": "de schatkist",
    "commitment": "het vastleggingskrediet van {}",
    "payment": "het vereffeningskrediet van {}",
    "paid-out": "betaald in {}",
    "payable": "te betalen aan een loopbaanbegeleider",
    "in-transit": "onderweg bij de bank",
}
KINDS = {"direct": "boeking", "hold": "reservering", "post": "reservering gebruikt", "void": "reservering vrijgegeven"}


@requires_role(Role.AUDITOR)
@require_safe
def proof(request: AppRequest) -> HttpResponse:
    code, year = request.GET.get("rekening", "").replace("\0", "").strip(), request.clock.today().year
    starts = [accounts.minutes_issued(), accounts.treasury(), accounts.commitment(year)]
    starts += [accounts.payment_appropriation(year), accounts.paid_out(year)]
    found = prove()
    context = {
        "proof": found,
        "rows": _rows(found),
        "breaks": _breaks(found),
        "starts": [Cell(name_of(account.code), _address(account.code)) for account in starts],
        "code": code,
    }
    return render(request, "web/officer/proof.html", context | _statement(request, code))


def _statement(request: AppRequest, code: str) -> dict[str, object]:
    if not code:
        return {}
    account = accounts.Account(code, "minutes" if code.split(":")[0] in MINUTES else "cents")
    page = Paginator(movements(account), MOVEMENTS_A_PAGE).get_page(request.GET.get("pagina"))
    if not page.paginator.count:
        return {"unknown": True}
    return {"page": page, "balances": _balances(account), "statement": _movements(list(page), account)}


def _balances(account: accounts.Account) -> list[SummaryRow]:
    """None for the sources of all minutes and cents: they keep no running total."""
    if account.code in (accounts.minutes_issued().code, accounts.treasury().code):
        return []
    kept = balance(account)
    amounts = (kept.available, kept.held, kept.received, kept.spent)
    labels = ("Vrij", "Gereserveerd", "Ontvangen", "Uitgegeven")
    return [SummaryRow(label, _signed(amount, account.unit)) for label, amount in zip(labels, amounts, strict=True)]


def _movements(lines: Sequence[Movement], account: accounts.Account) -> Table:
    rows: list[list[Cell | str]] = [
        [
            day(line.effective_on),
            Cell(ACTS.get(line.act, line.act), note=KINDS.get(line.kind, line.kind)),
            Cell(name_of(line.other_account), _address(line.other_account)),
            line.other_account,
            _signed(line.amount, account.unit),
        ]
        for line in lines
    ]
    columns = [Column("Dag"), Column("Wat"), Column("Van of naar"), Column("Code"), Column("Bedrag", numeric=True)]
    return Table(f"Bewegingen op {name_of(account.code)}", columns, rows)


def _rows(found: Proof) -> list[SummaryRow]:
    return [
        SummaryRow("Rekeningen", str(found.accounts)),
        SummaryRow("Boekingen", str(found.transfers)),
        SummaryRow("Verplaatste tijd", duration(found.minutes)),
        SummaryRow("Verplaatst geld", euro(found.cents)),
        SummaryRow("Verschillen", str(len(found.breaks))),
    ]


def _breaks(found: Proof) -> Table:
    rows = [
        [name_of(broken.place), broken.place, broken.what, broken.kept, broken.recomputed] for broken in found.breaks
    ]
    columns = [Column("Rekening"), Column("Code"), Column("Wat"), Column("Bewaard"), Column("Nagerekend")]
    return Table("Wat niet klopt", columns, rows)


def _signed(amount: int, unit: str) -> str:
    if unit == "cents":
        return euro(amount)
    return f"{'-' if amount < 0 else ''}{duration(abs(amount))}"


def name_of(code: str) -> str:
    """'commitment:2027' -> 'het vastleggingskrediet van 2027'; an unknown code stays as it is."""
    kind, _, rest = code.partition(":")
    return NAMES[kind].format(rest) if kind in NAMES else code


def _address(code: str) -> str:
    return f"{reverse('officer:proof')}?{urlencode({'rekening': code})}"
