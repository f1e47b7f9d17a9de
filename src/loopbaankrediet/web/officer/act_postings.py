"""The postings behind one act: who did it, what moved from where to where, and what answers or undoes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from loopbaankrediet.journal.actions import Subject
from loopbaankrediet.journal.models import Entry
from loopbaankrediet.kernel.actors import Capacity
from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.ledger.queries import Movement, Posting, statement
from loopbaankrediet.payments.models import Claim, ClaimState
from loopbaankrediet.payments.queries import batch as batch_view
from loopbaankrediet.people.queries import names
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.officer.batches import batch_rows
from loopbaankrediet.web.officer.ledger_places import Place, account_of, places_of
from loopbaankrediet.web.officer.ledger_words import (
    CAPACITIES,
    POSTINGS,
    act_url,
    act_words,
    amount_words,
    place_cell,
    reason_words,
    verb_words,
)
from loopbaankrediet.web.templatetags.dutch import day, moment

CLAIM_WORDS = {
    ClaimState.OPEN: "wacht op een betaalopdracht",
    ClaimState.BATCHED: "in een opdracht die nog goedgekeurd moet worden",
    ClaimState.SENT: "bij de bank",
    ClaimState.ACCEPTED: "aanvaard door de bank",
    ClaimState.SETTLED: "betaald: de bank boekte ze van onze rekening",
    ClaimState.BLOCKED: "geblokkeerd: de bank spreekt zichzelf tegen",
    ClaimState.WITHDRAWN: "vervangen: er was minder te betalen",
}
NEIGHBOURS = 1_000
SHORT_ACCOUNTS = ("wallet", "in-transit")
SMALL_ACCOUNTS = (*SHORT_ACCOUNTS, "delivered", "payable", "receivable")


@dataclass(frozen=True)
class ActPage:
    """What the page of an act shows. `subject`: whom it concerns, for the journal of looks."""

    title: str
    rows: list[SummaryRow]
    table: Table
    links: list[Cell]
    batch: list[SummaryRow]
    subject: Subject | None


@dataclass(frozen=True)
class Related:
    """Other acts that belong to this one: by the transfer that is named here, and by the transfer of ours they name."""

    named: Mapping[int, Movement]
    naming: Mapping[int, tuple[Movement, ...]]


def act_page(act_key: UUID, postings: Sequence[Posting]) -> ActPage:
    """`postings`: all transfers of the act, at least one."""
    places = places_of(code for posting in postings for code in (posting.debit, posting.credit))
    entry = Entry.objects.filter(act_key=act_key).first()
    related = _related(postings)
    return ActPage(
        title=_title(postings),
        rows=_rows(postings, entry, places) + _claim_rows(entry),
        table=_table(postings, places),
        links=_links(act_key, postings, related),
        batch=_batch(places),
        subject=_subject(entry, places),
    )


def _title(postings: Sequence[Posting]) -> str:
    """'Uren van een module bevestigd en module gereserveerd', for an act that did both."""
    first, *rest = dict.fromkeys(act_words(posting.act) for posting in postings)
    return " en ".join([first, *(f"{words[:1].lower()}{words[1:]}" for words in rest)])


def _rows(postings: Sequence[Posting], entry: Entry | None, places: Mapping[str, Place]) -> list[SummaryRow]:
    first = postings[0]
    rows = [
        SummaryRow("Wie", _who(entry)),
        SummaryRow("Geboekt op", moment(first.recorded_at)),
        SummaryRow("Geldt voor", day(first.effective_on)),
    ]
    files = [place.title for place in places.values() if place.subject and place.subject.type == "wallet"]
    rows += [SummaryRow("Voor", title) for title in files]
    logged = f"{verb_words(entry.verb)}, {moment(entry.recorded_at)}" if entry else "Deze handeling staat er niet in"
    return [*rows, SummaryRow("In het logboek", logged)]


def _who(entry: Entry | None) -> str:
    """The capacity, and the name of who acted for the department or as a counsellor; a citizen keeps hers."""
    if entry is None:
        return "Niet bekend"
    capacity = CAPACITIES[entry.capacity]
    if entry.capacity not in (Capacity.OFFICER, Capacity.COUNSELLOR) or entry.actor_id is None:
        return capacity
    return f"{names([entry.actor_id]).get(entry.actor_id, 'Naam gewist')} ({capacity.lower()})"


def _claim_rows(entry: Entry | None) -> list[SummaryRow]:
    """The claims that the confirmed module gave."""
    if entry is None or entry.subject_type != "module":
        return []
    claims = Claim.objects.filter(module_id=entry.subject_id).order_by("number")
    return [
        SummaryRow(f"Betaling {number}", f"{euro(cents)}, {CLAIM_WORDS[ClaimState(state)]}")
        for number, cents, state in claims.values_list("number", "public_cents", "state")
    ]


def _batch(places: Mapping[str, Place]) -> list[SummaryRow]:
    owners = [place.subject for place in places.values() if place.subject and place.subject.type == "batch"]
    found = batch_view(owners[0].id) if owners else None
    return [SummaryRow("Betaalopdracht", found.message_id), *batch_rows(found)] if found else []


def _subject(entry: Entry | None, places: Mapping[str, Place]) -> Subject | None:
    """The citizen when there is one, else who the journal says it is about; None when it is about no person."""
    citizens = [place.subject for place in places.values() if place.subject and place.subject.type == "wallet"]
    if citizens or entry is None or entry.person_id is None:
        return citizens[0] if citizens else None
    return Subject(entry.subject_type, entry.subject_id, entry.person_id)


def _table(postings: Sequence[Posting], places: Mapping[str, Place]) -> Table:
    columns = [Column("Boeking"), Column("Wat"), Column("Van (debet)"), Column("Naar (credit)")]
    rows: list[list[Cell | str]] = [
        [
            str(posting.id),
            Cell(POSTINGS.get(posting.kind, posting.kind), note=_note(posting)),
            place_cell(posting.debit, places),
            place_cell(posting.credit, places),
            amount_words(posting.amount, posting.unit),
        ]
        for posting in postings
    ]
    return Table("Wat er bewoog", [*columns, Column("Bedrag", numeric=True)], rows)


def _note(posting: Posting) -> str:
    if posting.reverses_id:
        return f"Van boeking {posting.reverses_id}, {reason_words(posting.reason or '')}"
    return f"Van boeking {posting.hold_id}" if posting.hold_id else act_words(posting.act)


def _related(postings: Sequence[Posting]) -> Related:
    """Read from one small account per unit: a reservation, its answer and what undoes it all touch the same two."""
    named: dict[int, Movement] = {}
    naming: dict[int, tuple[Movement, ...]] = {}
    ours = {posting.id for posting in postings}
    wanted = {number for posting in postings for number in (posting.hold_id, posting.reverses_id) if number}
    for code in _small_accounts(postings):
        for line in _neighbours(code, since=min(ours | wanted)):
            if line.id in wanted:
                named[line.id] = line
            answered = line.hold_id or line.reverses_id
            if answered in ours:
                naming[answered] = (*naming.get(answered, ()), line)
    return Related(named, naming)


def _neighbours(code: str, *, since: int) -> tuple[Movement, ...]:
    """What moved on an account from the transfer `since`; a short one from its beginning, which asks nothing more."""
    account = account_of(code)
    after = 0 if code.partition(":")[0] in SHORT_ACCOUNTS else since - 1
    return statement(account, after=after, limit=NEIGHBOURS).lines if account else ()


def _small_accounts(postings: Sequence[Posting]) -> list[str]:
    """Never an account of a whole year: it may have millions of lines."""
    chosen: dict[str, str] = {}
    for kind in SMALL_ACCOUNTS:
        for posting in postings:
            for code in (posting.debit, posting.credit):
                if code.partition(":")[0] == kind:
                    chosen.setdefault(posting.unit, code)
    return list(chosen.values())


def _links(act_key: UUID, postings: Sequence[Posting], related: Related) -> list[Cell]:
    """To the act that is answered or undone here, and to those that answer or undo this one; each act once."""
    before = [(line, "Eerder") for _, line in sorted(related.named.items())]
    after = [(line, "Later") for posting in postings for line in related.naming.get(posting.id, ())]
    found = {
        line.act_key: Cell(f"{when}: {act_words(line.act).lower()} op {day(line.effective_on)}", act_url(line.act_key))
        for line, when in (*before, *after)
        if line.act_key != act_key
    }
    return list(found.values())
