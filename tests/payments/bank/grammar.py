"""Sequences of bank files about one batch, with the truth beside them: what was really paid, came back or was refused.

The grammar, for a batch of payments that each have a fate:

    episode  = shuffled (report* notification* statement*), each perhaps doubled, perhaps with a damaged twin
    report   = pain.002 about the whole order, or about each payment, first only received, then final
    notification = camt.054 of the payments of a day (one entry, or one each), or of those that came back
    statement = camt.053 of a day: the same bookings, lines listed or summed, strangers' bookings between them
    doubled  = a payment that the bank carries out a second time and gives back once; then no sheet only sums

A damaged twin is never sound: it says something else than the truth or nothing at all, and must be refused. The truth
of an episode counts each payment once, however often the bank tells it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from hypothesis import strategies as st
from tests.payments.bank.camt_text import Booking, Line, Sheet, Style, dressed, written

DAY = date(2027, 3, 2)
NOTIFIED, STATED, SUMMED = ("notified",), ("stated",), ("summed",)
LISTED = (NOTIFIED, STATED, NOTIFIED + STATED)
RETURN_REASONS = ("AC04", "AC06", "MD07")
STRANGE_ACCOUNT = "BE68539007547034"
STATUS_NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.002.001.{}"


class Fate(StrEnum):
    """What happens to a payment in the end."""

    PAID = "paid"
    RETURNED = "returned"
    DOUBLED = "doubled"
    REJECTED = "rejected"
    SILENT = "silent"


PAID_IN_THE_END = {Fate.PAID, Fate.DOUBLED}
CAME_BACK = {Fate.RETURNED, Fate.DOUBLED}


class FileKind(StrEnum):
    REPORT = "pain.002"
    NOTIFICATION = "camt.054"
    STATEMENT = "camt.053"


@dataclass(frozen=True)
class Ordered:
    """One payment of our order."""

    end_to_end_id: str
    cents: int
    name: str = ""
    iban: str = ""


@dataclass(frozen=True)
class Batch:
    """Our order as the bank got it."""

    message_id: str
    account: str
    payments: tuple[Ordered, ...]


@dataclass(frozen=True)
class BankFile:
    """One file. `sheet` is what a sound camt file says; `statuses` what a sound report says per end-to-end id."""

    name: str
    kind: FileKind
    content: bytes
    damage: str = ""
    sheet: Sheet | None = None
    statuses: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Episode:
    """The files in the order in which they come, and the truth: the fate of each payment of the batch."""

    batch: Batch
    fates: tuple[Fate, ...]
    files: tuple[BankFile, ...]

    @property
    def sound(self) -> tuple[BankFile, ...]:
        return tuple(item for item in self.files if not item.damage)

    @property
    def paid_cents(self) -> int:
        """What has left the account and not come back, each payment once."""
        return sum(
            item.cents for item, fate in zip(self.batch.payments, self.fates, strict=True) if fate in PAID_IN_THE_END
        )

    def ids(self, fate: Fate) -> set[str]:
        return {
            item.end_to_end_id for item, found in zip(self.batch.payments, self.fates, strict=True) if found is fate
        }


styles = st.builds(
    Style,
    version=st.sampled_from(("02", "08")),
    prefix=st.sampled_from(("", "", "ns2")),
    marked=st.booleans(),
    rich=st.booleans(),
    summed=st.booleans(),
)
names = st.sampled_from(("", "Zoë D'Hoore", "Łukasz & Zonen <bv>", "Nguyễn Thị Ơ"))


def batches(account: str) -> st.SearchStrategy[Batch]:
    """Batches of a few payments from our account."""
    payments = st.builds(
        Ordered,
        end_to_end_id=st.integers(1, 10**6).map(lambda number: f"LBK-{number}"),
        cents=st.integers(1, 10_000_000),
        name=names,
        iban=st.sampled_from(("", "BE71096123456769")),
    )
    listed = st.lists(payments, min_size=1, max_size=6, unique_by=lambda item: item.end_to_end_id)
    return st.builds(
        lambda number, items: Batch(f"BATCH-{number}", account, tuple(items)), st.integers(1, 9999), listed
    )


@st.composite
def episodes(draw: st.DrawFn, batch: Batch, *, all_told: bool = True) -> Episode:
    """Every sequence the grammar allows about this batch.

    With `all_told` each fate but SILENT is told by at least one sound file; else sound files may be missing.
    """
    fates = tuple(draw(st.sampled_from(Fate)) for _ in batch.payments)
    told = _reports(draw, batch, fates) + _sheets(draw, batch, fates)
    if not all_told:
        told = [item for item in told if draw(st.booleans())]
    files = [item for file in told for item in draw(_copies(file))]
    return Episode(batch, fates, tuple(draw(st.permutations(files))))


def _reports(draw: st.DrawFn, batch: Batch, fates: Sequence[Fate]) -> list[BankFile]:
    """The bank first takes the order in, perhaps, and then judges each payment."""
    style = draw(styles)
    final = {
        item.end_to_end_id: "RJCT" if fate is Fate.REJECTED else "ACSP"
        for item, fate in zip(batch.payments, fates, strict=True)
    }
    taken = {item.end_to_end_id: "ACTC" for item in batch.payments}
    reports = [_report(batch, "2", final, style)]
    return [_report(batch, "1", taken, style), *reports] if draw(st.booleans()) else reports


def _report(batch: Batch, number: str, statuses: dict[str, str], style: Style) -> BankFile:
    distinct = set(statuses.values())
    whole = distinct.pop() if len(distinct) == 1 else "PART"
    lines = "".join(
        f"<TxInfAndSts><OrgnlEndToEndId>{name}</OrgnlEndToEndId><TxSts>{status}</TxSts></TxInfAndSts>"
        for name, status in statuses.items()
    )
    text = (
        f"<Document><CstmrPmtStsRpt><GrpHdr><MsgId>{batch.message_id}-R{number}</MsgId>"
        f"<CreDtTm>{DAY.isoformat()}T09:0{number}:00</CreDtTm></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{batch.message_id}</OrgnlMsgId>"
        f"<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>{whole}</GrpSts></OrgnlGrpInfAndSts>"
        f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{batch.message_id}</OrgnlPmtInfId>{lines}</OrgnlPmtInfAndSts>"
        "</CstmrPmtStsRpt></Document>"
    )
    version = "03" if style.version == "02" else "12"
    content = dressed(text, STATUS_NAMESPACE.format(version), style)
    return BankFile(f"report-{number}.xml", FileKind.REPORT, content, statuses=tuple(statuses.items()))


def _sheets(draw: st.DrawFn, batch: Batch, fates: Sequence[Fate]) -> list[BankFile]:
    """Notifications and day statements of what was paid, what was paid once more, and what came back days later."""
    style = draw(styles)
    pairs = list(zip(batch.payments, fates, strict=True))
    out = [_line(item) for item, fate in pairs if fate in PAID_IN_THE_END | CAME_BACK]
    double = [_line(item) for item, fate in pairs if fate is Fate.DOUBLED]
    back = [_line(item, draw(st.sampled_from(RETURN_REASONS))) for item, fate in pairs if fate in CAME_BACK]
    files: list[BankFile] = []
    opening = draw(st.integers(-(10**7), 10**9))
    ways = LISTED if double else (*LISTED, NOTIFIED + SUMMED)
    for mark, lines, days in (("A", out, 0), ("D", double, 1), ("B", back, 3)):
        bookings = _bookings(draw, batch, lines, mark, sign=1 if mark == "B" else -1)
        told = draw(st.sampled_from(ways))
        sheets = _day(draw, batch, DAY + timedelta(days=days), bookings, opening, told)
        files += [_file(item, style) for item in sheets]
        opening = next((item.closing for item in sheets if item.opening is not None), opening)
    return files


def _line(ordered: Ordered, return_code: str = "") -> Line:
    return Line(ordered.end_to_end_id, ordered.cents, ordered.name, ordered.iban if ordered.name else "", return_code)


def _bookings(draw: st.DrawFn, batch: Batch, lines: list[Line], mark: str, *, sign: int) -> tuple[Booking, ...]:
    """One entry for all lines or one for each."""
    if not lines:
        return ()
    groups = [tuple(lines)] if draw(st.booleans()) else [(line,) for line in lines]
    return tuple(
        Booking(
            reference=f"{batch.message_id}{mark}{place}",
            cents=sign * sum(line.cents for line in group),
            lines=group,
            order=batch.message_id,
        )
        for place, group in enumerate(groups, start=1)
    )


def _day(
    draw: st.DrawFn, batch: Batch, day: date, bookings: tuple[Booking, ...], opening: int, told: tuple[str, ...]
) -> list[Sheet]:
    """What the bank tells of one day: always enough to know each payment, often twice over."""
    if not bookings:
        return []
    sheets = [Sheet(f"N{day:%m%d}", batch.account, day, bookings)] if "notified" in told else []
    if told != NOTIFIED:
        summed = tuple(replace(item, lines=(), count=len(item.lines)) for item in bookings)
        ours = summed if "summed" in told else bookings
        mixed = draw(st.permutations([*ours, *draw(st.lists(_strangers, max_size=2))]))
        numbered = tuple(_distinct(item, place) for place, item in enumerate(mixed))
        sheets.append(Sheet(f"S{day:%m%d}", batch.account, day, numbered, opening))
    return sheets


_strangers = st.builds(
    lambda cents, out, named: Booking(
        "STRANGER",
        -cents if out else cents,
        (Line("NOTPROVIDED", cents, "Iemand Anders"),) if named else (),
    ),
    st.integers(1, 10**6),
    st.booleans(),
    st.booleans(),
)


def _distinct(booking: Booking, place: int) -> Booking:
    return replace(booking, reference=f"STRANGER{place}") if booking.reference == "STRANGER" else booking


def _file(sheet: Sheet, style: Style) -> BankFile:
    kind = FileKind.NOTIFICATION if sheet.opening is None else FileKind.STATEMENT
    return BankFile(f"{kind}-{sheet.number}.xml", kind, written(sheet, style), sheet=sheet)


def _copies(file: BankFile) -> st.SearchStrategy[list[BankFile]]:
    """The file once or twice, perhaps with a damaged twin."""
    twins: st.SearchStrategy[list[BankFile]] = st.one_of(st.just([]), damaged(file).map(lambda item: [item]))
    again = replace(file, name=f"again-{file.name}")
    return st.builds(lambda more, twin: [file, *more, *twin], st.sampled_from(([], [again])), twins)


def damaged(file: BankFile) -> st.SearchStrategy[BankFile]:
    """The file with one damage that a reader can see."""
    acts = DAMAGES if file.kind is FileKind.REPORT else DAMAGES | DAMAGES_OF_AMOUNTS
    cuts = st.integers(0, len(file.content) - 1).map(lambda end: _twin(file, "cut", file.content[:end]))
    results = [(name, act(file.content)) for name, act in acts.items()]
    others = st.sampled_from([_twin(file, name, content) for name, content in results if content != file.content])
    return st.one_of(cuts, others)


def _twin(file: BankFile, damage: str, content: bytes) -> BankFile:
    name = f"{damage.replace(' ', '-')}-{file.name}"
    return replace(file, name=name, content=content, damage=damage, sheet=None, statuses=())


def _replacing(old: str, new: Callable[[re.Match[bytes]], bytes], *, times: int = 1) -> Callable[[bytes], bytes]:
    return lambda content: re.sub(old.encode(), new, content, count=times)


def _more(found: re.Match[bytes]) -> bytes:
    """The number in the match, one higher in its last digit."""
    return found[1] + b"%0*d" % (len(found[2]), int(found[2]) + 1)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "doctype": _replacing(r"\?>", lambda _: b'?><!DOCTYPE d [<!ENTITY e "x">]>'),
    "entity": _replacing("MsgId>", lambda _: b"MsgId>&e;"),
    "other kind": _replacing("tech:xsd:", lambda _: b"tech:xsd:x"),
    "not utf-8": _replacing("MsgId>", lambda _: b"MsgId>\xff"),
    "two roots": lambda content: content + b"<Document/>",
    "no head": _replacing("GrpHdr>", lambda _: b"Other>", times=0),
    "nested value": _replacing("MsgId>", lambda _: b"MsgId><b/>"),
}
DAMAGES_OF_AMOUNTS: dict[str, Callable[[bytes], bytes]] = {
    "other account": _replacing("IBAN>[A-Z0-9]+", lambda _: b"IBAN>" + STRANGE_ACCOUNT.encode()),
    "other currency": _replacing('Ccy="EUR"', lambda _: b'Ccy="USD"'),
    "no currency": _replacing(' Ccy="EUR"', lambda _: b""),
    "negative": _replacing('"EUR">', lambda _: b'"EUR">-'),
    "not a number": _replacing('"EUR">', lambda _: b'"EUR">1e'),
    "part of a cent": _replacing(r"(\.[0-9]{2})<", lambda found: found[1] + b"1<"),
    "an amount too high": _replacing(r"()([0-9]+)(?=\.[0-9]{2}<)", _more),
    "another count": _replacing(r"(NbOfNtries>)([0-9]+)", _more),
    "unknown direction": _replacing("DBIT|CRDT", lambda _: b"BOTH"),
}
