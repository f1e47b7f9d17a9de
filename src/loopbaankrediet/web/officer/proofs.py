"""The last proof of the ledger in plain Dutch: what was counted, whether it was right, and what to do when not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.ledger.queries import LastProof
from loopbaankrediet.platform.sealing.breaks import Break
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table
from loopbaankrediet.web.officer.ledger_places import Place, account_of
from loopbaankrediet.web.officer.ledger_words import amount_words, place_cell
from loopbaankrediet.web.templatetags.dutch import day, moment

MOST_PROOFS = 20
LATEST_AGE = timedelta(hours=36)
COUNTERS = ("gereserveerd", "uitgegeven", "nog verwacht", "ontvangen")
SEALS = {
    "vorig blok verdwenen": "Een blok met zegels is verdwenen.",
    "blok veranderd": "Een blok met zegels is veranderd na het verzegelen.",
    "sluit niet aan op vorig blok": "De ketting van zegels is onderbroken.",
    "rij verdwenen": "Een verzegelde boeking is verdwenen.",
    "rij toegevoegd": "Er staat een boeking tussen die er bij het verzegelen niet was.",
    "rij veranderd": "Een verzegelde boeking is veranderd.",
    "rij uit de toekomst": "Er staan boekingen in met een nummer dat nog moest komen.",
    "handtekening klopt niet": "Een zegel buiten de databank draagt een verkeerde handtekening.",
    "wortels ontbreken": "Buiten de databank ontbreken zegels.",
    "wortel verschilt": "Het zegel in de databank is niet het zegel dat we erbuiten bewaarden.",
    "blok ontbreekt in de databank": "Een zegel dat we buiten de databank bewaarden, staat er niet meer in.",
}
BALANCES = {
    "onder nul": "Een rekening staat onder nul, en dat mag niet.",
    "antwoord past niet op reservering": "Een boeking gebruikt een reservering die ze niet mag gebruiken.",
    "teruggeboekt": "Van een boeking is meer of anders teruggedraaid dan er was.",
    "eenheid": "Een boeking mengt uren en geld, of noemt een rekening die er niet is.",
    "verplaatst tussen andere rekeningen": "Een verdeling ging naar een andere rekening.",
}
ROOMS = {
    "te betalen": "Wat we volgens de vorderingen nog moeten betalen, staat niet op de rekening.",
    "onderweg": "De betalingen die onderweg zijn, zijn niet het bedrag van hun opdracht.",
    "betaald of onderweg": "De betalingen van een jaar zijn niet wat van zijn krediet weg is.",
    "door de bank geboekt": "De betalingen die de bank boekte, zijn niet het bedrag op de rekening.",
    "terug te krijgen": "De open terugvorderingen zijn niet het bedrag op de rekening.",
    "teruggekregen": "Wat bij terugvorderingen terugkwam, is niet het bedrag op de rekening.",
    "uren gereserveerd": "De uren van gereserveerde en betwiste modules zijn niet wat opzijstaat.",
    "geld gereserveerd": "Het geld van gereserveerde en betwiste modules is niet wat opzijstaat.",
    "uren gegeven": "De uren in de vorderingen zijn niet de uren op de rekening.",
    "eigen bijdrage bijgehouden": "De eigen bijdragen van lopende modules zijn niet het bedrag op de rekening.",
    "eigen bijdrage door te geven": "De eigen bijdragen om door te geven of terug te sturen, zijn niet wat er staat.",
    "eigen bijdrage zonder module": "De eigen bijdragen zonder module zijn niet het bedrag op de rekening.",
    "plaatsen van lotingen": "De gelote plaatsen zijn niet het bedrag op de rekening.",
    "over van een loting": "Wat van een loting over is, is niet het bedrag op de rekening.",
    "vordering en betaling": "Een vordering en haar betaling zeggen niet hetzelfde.",
}
PAY_NOTHING = (
    "Betaal niets en keur niets goed tot dit uitgezocht is.",
    "Bel de beheerder. Geef hem de plaats en het moment hieronder.",
    "Verbeter niets met de hand: wat er staat, is het bewijs.",
)
SEALS_TOO = "Werd de databank teruggezet uit een reservekopie? Vraag dat eerst. Dan is er misschien niets mis."


@dataclass(frozen=True)
class Verdict:
    """`kind`: ok, warn, err or info; `todo`: what the auditor does now."""

    kind: str
    title: str
    text: str
    todo: tuple[str, ...] = ()


def verdict(found: LastProof | None, now: datetime) -> Verdict:
    """What the last proof says, and whether it is recent enough to say anything."""
    if found is None:
        text = "We weten nog niet of het grootboek klopt. Elke nacht rekenen we het na. Je kan het ook nu vragen."
        return Verdict("info", "Nog niet nagerekend", text)
    if found.breaks:
        first = found.breaks[0]
        todo = PAY_NOTHING if first.what in BALANCES | ROOMS or first.what == "saldo" else (SEALS_TOO, *PAY_NOTHING)
        return Verdict("err", "Er klopt iets niet", break_words(first), todo)
    if now - found.proven_at > LATEST_AGE:
        text = "Toen klopte alles. Maar vannacht rekenden we niet na. Reken nu na, en verwittig de beheerder."
        return Verdict("warn", f"Het laatst nagerekend op {moment(found.proven_at)}", text)
    text = (
        "Elk saldo is nagerekend uit alle boekingen en vergeleken met de dossiers, en elk zegel is nagekeken. "
        "Er is geen enkel verschil."
    )
    return Verdict("ok", "Alles klopt", text)


def break_words(found: Break) -> str:
    """One sentence for a break; what has no words here keeps those of the proof."""
    if found.what == "saldo":
        return "Het bewaarde saldo van een rekening is niet de som van haar boekingen."
    if found.what.startswith("blok ontbreekt in ") and found.what not in SEALS:
        return "Een zegel uit de databank ontbreekt in het bestand dat we erbuiten bewaren."
    return (SEALS | BALANCES | ROOMS).get(found.what) or f"{found.what[:1].upper()}{found.what[1:]}."


def proof_rows(found: LastProof) -> list[SummaryRow]:
    return [
        SummaryRow("Nagerekend op", moment(found.proven_at)),
        SummaryRow("Rekeningen", _count(found.accounts)),
        SummaryRow("Boekingen", _count(found.transfers)),
        SummaryRow("Verplaatste tijd", duration(found.minutes)),
        SummaryRow("Verplaatst geld", euro(found.cents)),
        SummaryRow("Met de dossiers vergeleken", _compared(found.compared)),
        SummaryRow("Verzegeld", f"{_count(found.sealed)} boekingen in {_count(found.blocks)} blokken"),
        SummaryRow("Nog niet verzegeld", _unsealed(found)),
        SummaryRow("Verschillen", _count(len(found.breaks))),
    ]


def breaks_table(found: LastProof, places: dict[str, Place]) -> Table:
    rows: list[list[Cell | str]] = [
        [
            place_cell(broken.place, places),
            break_words(broken),
            _said(broken, broken.kept),
            _said(broken, broken.recomputed),
        ]
        for broken in found.breaks
    ]
    return Table("Wat niet klopt", [Column("Plaats"), Column("Wat"), Column("Bewaard"), Column("Nagerekend")], rows)


def history_table(found: Sequence[LastProof]) -> Table:
    """The proofs of the last days, the newest first: one bad night stays in sight after a good one."""
    columns = [Column("Dag"), Column("Uur"), Column("Boekingen", numeric=True), Column("Resultaat")]
    rows: list[list[Cell | str]] = [
        [
            day(one.proven_at.astimezone(BRUSSELS).date()),
            f"{one.proven_at.astimezone(BRUSSELS):%H.%M}",
            _count(one.transfers),
            Cell(_differences(len(one.breaks)), pill="err" if one.breaks else "ok"),
        ]
        for one in found
    ]
    return Table(f"De laatste keren, hoogstens {MOST_PROOFS}", columns, rows, "Nog niet nagerekend.")


def _differences(number: int) -> str:
    return {0: "Alles klopt", 1: "1 verschil"}.get(number, f"{_count(number)} verschillen")


def _unsealed(found: LastProof) -> str:
    """How many waited for a seal, and how long the oldest of them."""
    if not found.unsealed or found.unsealed_since is None:
        return "Geen enkele"
    minutes = int((found.proven_at - found.unsealed_since).total_seconds()) // 60
    age = f"{duration(minutes)} oud" if minutes > 0 else "nog geen minuut oud"
    return "1 boeking, " + age if found.unsealed == 1 else f"{_count(found.unsealed)} boekingen, de oudste {age}"


def _compared(accounts: int) -> str:
    return "1 rekening" if accounts == 1 else f"{_count(accounts)} rekeningen"


def _said(broken: Break, text: str) -> str:
    """The four counters of a balance by name, the amount of an account; what else a break kept as it is."""
    account, parts = account_of(broken.place), text.split("/")
    if broken.what in ROOMS and account is not None:
        return amount_words(int(text), account.unit)
    if broken.what != "saldo" or account is None or len(parts) != len(COUNTERS):
        return text
    amounts = (amount_words(int(part), account.unit) for part in parts)
    return ", ".join(f"{name} {amount}" for name, amount in zip(COUNTERS, amounts, strict=True))


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")
