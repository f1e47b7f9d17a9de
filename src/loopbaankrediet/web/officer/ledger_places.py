"""The accounts of the ledger in words, and the ways to find one. A citizen is found by her file number only."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Subquery

from loopbaankrediet.counsellors.models import Counsellor
from loopbaankrediet.counsellors.search import Wanted, search
from loopbaankrediet.credit.file_numbers import file_number, read_file_number
from loopbaankrediet.credit.models import Application, ApplicationState, Wallet
from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.accounts import Account
from loopbaankrediet.ledger.queries import balances
from loopbaankrediet.payments.models import PaymentBatch
from loopbaankrediet.web.templatetags.dutch import day

FIRST_YEAR = 2020
YEARS_AHEAD = 6
ALONE = {
    account.code: (account, title)
    for account, title in (
        (accounts.minutes_issued(), "Toegekende uren (bron van alle uren)"),
        (accounts.minutes_withdrawn(), "Ingetrokken uren"),
        (accounts.treasury(), "Schatkist (bron van alle geld)"),
        (accounts.own_share_in(), "Eigen bijdragen van burgers (bron)"),
        (accounts.own_share_unplaced(), "Eigen bijdragen zonder module"),
        (accounts.own_share_back(), "Eigen bijdragen die terug moeten"),
        (accounts.own_share_advance(), "Voorgeschoten eigen bijdragen (bron)"),
        (accounts.bank_gains(), "Minder geboekt dan betaald (bron)"),
    )
}
OF_YEAR: Mapping[str, tuple[Callable[[int], Account], str]] = {
    "commitment": (accounts.commitment, "Vastleggingskrediet van {}"),
    "payment": (accounts.payment_appropriation, "Vereffeningskrediet van {}"),
    "paid-out": (accounts.paid_out, "Betaald in {}"),
    "room": (accounts.room_for_grants, "Ruimte voor toekenningen in {}"),
    "places": (accounts.places_given, "Plaatsen gegeven in {}"),
    "settled": (accounts.settled, "Door de bank geboekt voor opdrachten van {}"),
    "recovered": (accounts.recovered, "Teruggekregen in {}"),
    "own-share-paid": (accounts.own_share_paid, "Eigen bijdragen doorbetaald in {}"),
    "bank-costs": (accounts.bank_costs, "Kosten van de bank in {}"),
}
OF_ID: Mapping[str, tuple[Callable[[UUID], Account], str]] = {
    "wallet": (accounts.wallet, "Portefeuille van {}"),
    "delivered": (accounts.minutes_delivered, "Gegeven uren van {}"),
    "payable": (accounts.payable, "Te betalen aan {}"),
    "receivable": (accounts.receivable, "Terug te krijgen van {}"),
    "own-share-held": (accounts.own_share_held, "Eigen bijdragen voor lopende modules van {}"),
    "own-share-owed": (accounts.own_share_owed, "Eigen bijdragen door te betalen aan {}"),
    "in-transit": (accounts.in_transit, "Onderweg bij de bank: {}"),
}
ENVELOPE = "envelope"
OF_COUNSELLOR = ("delivered", "payable", "receivable", "own-share-held", "own-share-owed")
SIBLINGS = {
    kind: tuple(other for other in kinds if other != kind)
    for kinds in (OF_COUNSELLOR, tuple(OF_YEAR))
    for kind in kinds
}


@dataclass(frozen=True)
class Place:
    """An account in words. `subject`: whose or what it is, for the journal of looks; None for budget and sources."""

    account: Account
    title: str
    subject: Subject | None = None


@dataclass(frozen=True)
class Owner:
    """Who or what stands behind an account, as far as an auditor needs to know."""

    title: str
    subject: Subject


def account_of(code: str) -> Account | None:
    """The account with this code, whether it was opened or not; None when no account is called so."""
    if code in ALONE:
        return ALONE[code][0]
    kind, _, rest = code.partition(":")
    if kind in OF_YEAR and len(rest) == 4 and rest.isascii() and rest.isdecimal():
        return OF_YEAR[kind][0](int(rest))
    if kind == ENVELOPE:
        return _envelope(rest)
    owner = _uuid(rest) if kind in OF_ID else None
    found = OF_ID[kind][0](owner) if owner else None
    return found if found and found.code == code else None


def places_of(codes: Iterable[str]) -> dict[str, Place]:
    """The accounts with these codes, in at most three questions; without those whose owner does not exist."""
    known = {code: account for code in set(codes) if (account := account_of(code))}
    owners = _owners([code for code in known if code.partition(":")[0] in OF_ID])
    found = {code: _place(account, owners) for code, account in known.items()}
    return {code: place for code, place in found.items() if place}


def siblings_of(place: Place) -> list[Account]:
    """The other accounts of the same counsellor or the same year."""
    kind, _, rest = place.account.code.partition(":")
    found = [account_of(f"{other}:{rest}") for other in SIBLINGS.get(kind, ())]
    return [account for account in found if account]


def opened_years(today_year: int) -> list[Account]:
    """The accounts of every budget year that exists, newest year first."""
    years = range(today_year + YEARS_AHEAD, FIRST_YEAR - 1, -1)
    wanted = [make(year) for year in years for make, _ in OF_YEAR.values()]
    opened = balances(wanted)
    return [account for account in wanted if account.code in opened]


def find(text: str, today: date) -> list[Account]:
    """By file number: the wallet. By register number, or the name in the public register: what a counsellor gave."""
    number = read_file_number(text)
    if number is not None:
        person = Application.objects.filter(number=number).values("person_id")
        wallets = Wallet.objects.filter(person_id__in=person).order_by("id")
        return [accounts.wallet(wallet_id) for wallet_id in wallets.values_list("id", flat=True)]
    numbered = Counsellor.objects.filter(register_number=text.strip().upper()).order_by("id")
    named = search(Wanted(today, text)).page
    counsellors = list(numbered.values_list("id", flat=True)) or [found.entry.id for found in named]
    return [accounts.minutes_delivered(counsellor_id) for counsellor_id in counsellors]


def _place(account: Account, owners: Mapping[UUID, Owner]) -> Place | None:
    if account.code in ALONE:
        return Place(account, ALONE[account.code][1])
    kind, _, rest = account.code.partition(":")
    if kind in OF_YEAR:
        return Place(account, OF_YEAR[kind][1].format(rest))
    if kind == ENVELOPE:
        return Place(account, f"Bedrag van de loting vanaf {day(date.fromisoformat(rest))}")
    owner = owners.get(UUID(rest))
    return Place(account, OF_ID[kind][1].format(owner.title), owner.subject) if owner else None


def _owners(codes: Iterable[str]) -> dict[UUID, Owner]:
    asked: dict[str, set[UUID]] = {}
    for code in codes:
        kind, _, rest = code.partition(":")
        asked.setdefault(kind, set()).add(UUID(rest))
    counsellors = set[UUID]().union(*(asked.get(kind, set()) for kind in OF_COUNSELLOR))
    found = {} if "wallet" not in asked else _wallets(asked["wallet"])
    found |= {} if not counsellors else _counsellors(counsellors)
    return found | ({} if "in-transit" not in asked else _batches(asked["in-transit"]))


def _wallets(ids: set[UUID]) -> dict[UUID, Owner]:
    granted = Application.objects.filter(person_id=OuterRef("person_id"), state=ApplicationState.GRANTED)
    number = Subquery(granted.order_by("-number").values("number")[:1])
    rows = Wallet.objects.filter(id__in=ids).annotate(file=number).order_by("id")
    return {
        wallet_id: Owner(
            f"dossier {file_number(file)}" if file else "een dossier zonder nummer",
            Subject("wallet", wallet_id, person_id),
        )
        for wallet_id, person_id, file in rows.values_list("id", "person_id", "file")
    }


def _counsellors(ids: set[UUID]) -> dict[UUID, Owner]:
    rows = Counsellor.objects.filter(id__in=ids).select_related("person").order_by("id")
    return {
        row.id: Owner(f"{row.person.full_name} ({row.register_number})", Subject("counsellor", row.id, row.person_id))
        for row in rows
    }


def _batches(ids: set[UUID]) -> dict[UUID, Owner]:
    rows = PaymentBatch.objects.filter(id__in=ids).order_by("id").values_list("id", "message_id")
    return {batch_id: Owner(f"opdracht {name}", Subject("batch", batch_id)) for batch_id, name in rows}


def _envelope(text: str) -> Account | None:
    try:
        found = accounts.envelope(date.fromisoformat(text))
    except ValueError:
        return None
    return found if found.code == f"{ENVELOPE}:{text}" else None


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
