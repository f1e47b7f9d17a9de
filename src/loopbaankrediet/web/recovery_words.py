"""A recovery in plain Dutch: states, grounds, figures and what happened, the same for officer and counsellor."""

from collections.abc import Iterator, Sequence

from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.recovery.balances import Standing
from loopbaankrediet.recovery.queries import PlanView, RecoveryFile
from loopbaankrediet.recovery.states import PlanState, ReceiptState, RecoveryGround, RecoveryState
from loopbaankrediet.web.components import Cell, Column, SummaryRow, Table, TimelineItem
from loopbaankrediet.web.templatetags.dutch import day

STATES = {
    RecoveryState.INTENTION: ("Voornemen, je kan antwoorden", "warn"),
    RecoveryState.HEARD: ("Antwoord gekregen", "warn"),
    RecoveryState.DECIDED: ("Beslist, nog niet gemeld", "warn"),
    RecoveryState.NOTIFIED: ("Terug te betalen", "err"),
    RecoveryState.REPAYING: ("Wordt terugbetaald", "info"),
    RecoveryState.SETTLED: ("Terugbetaald", "ok"),
    RecoveryState.WAIVED: ("Niet meer gevraagd", "ok"),
    RecoveryState.TIME_BARRED: ("Verjaard", "ok"),
    RecoveryState.CORRECTED: ("We betalen minder", "info"),
}
GROUNDS = {
    RecoveryGround.DISPUTED_HOURS: "Deze uren zijn betwist, en er is beslist dat ze niet tellen.",
    RecoveryGround.UNDELIVERED_HOURS: "Deze uren waren er niet.",
    RecoveryGround.NO_SHOW: "Het gesprek ging niet door. Een gemist gesprek wordt niet betaald.",
    RecoveryGround.SUBCONTRACTING: "Iemand anders gaf de begeleiding. Dat mag niet.",
    RecoveryGround.SURCHARGE: "Je klant betaalde meer dan mag.",
    RecoveryGround.MISTAKE: "Er is een vergissing gebeurd bij de berekening.",
}
SEEN_BY_OFFICERS = GROUNDS | {RecoveryGround.SURCHARGE: "De klant betaalde meer dan mag."}
PLAN_WORDS = {
    PlanState.PROPOSED: ("Voorgesteld", "warn"),
    PlanState.AGREED: ("Afgesproken", "ok"),
    PlanState.REFUSED: ("Niet aanvaard", "err"),
    PlanState.ENDED: ("Beëindigd", "info"),
}


TOLD_BY = {"": "", "phone": " met een gesprek aan de telefoon", "letter": " met een brief"}


def state_cell(state: str, note: str = "") -> Cell:
    text, kind = STATES[RecoveryState(state)]
    return Cell(text, pill=kind, note=note)


def ground_words(ground: str) -> str:
    return GROUNDS[RecoveryGround(ground)]


def figure_rows(found: RecoveryFile) -> list[SummaryRow]:
    """How the amount comes about, and where it stands."""
    stand = found.line.standing
    if found.line.state == RecoveryState.CORRECTED or found.held:
        return _unpaid_rows(found)
    rows = [
        SummaryRow("Betaald", f"{euro(found.claim_cents)} voor {duration(found.claim_minutes)}"),
        SummaryRow("Daarvan onterecht", f"{euro(found.cents)} voor {duration(found.minutes)}"),
    ]
    if found.interest_cents:
        rows.append(SummaryRow("Intrest", euro(found.interest_cents)))
    if stand.set_off:
        rows.append(SummaryRow("Ingehouden op andere betalingen", euro(stand.set_off)))
    if stand.transferred:
        rows.append(SummaryRow("Overgeschreven", euro(stand.transferred)))
    if stand.waived:
        rows.append(SummaryRow("Niet meer gevraagd", euro(stand.waived)))
    return [*rows, SummaryRow("Nog open", euro(stand.open))]


def history(found: RecoveryFile) -> list[TimelineItem]:
    """What happened, in order, and what comes next."""
    return list(_history(found))


def plan_table(plan: PlanView, stand: Standing) -> Table:
    """The dates of a plan; what came back since, transferred or set off, pays the first ones first."""
    rows: list[list[Cell | str]] = []
    paid = plan.cents - stand.open - stand.waived
    for due_on, cents in plan.instalments:
        covered = min(cents, max(paid, 0))
        paid -= cents
        done = Cell("Betaald", pill="ok") if covered == cents else Cell(f"Nog {euro(cents - covered)}", pill="info")
        rows.append([day(due_on), euro(cents), done])
    columns = [Column("Ten laatste op"), Column("Bedrag", numeric=True), Column("Stand")]
    return Table("Het plan", columns, rows)


def paid_table(found: RecoveryFile) -> Table:
    """What came back so far."""
    rows: list[list[Cell | str]] = [
        [day(part.on), f"Ingehouden in {part.message_id}", euro(part.cents), _sent(part.is_sent)]
        for part in found.kept_back
    ]
    rows += [
        [day(item.booked_on), "Overgeschreven", euro(item.cents), Cell("Nagekeken", pill="ok")]
        for item in found.repayments
        if item.state == ReceiptState.AGREED
    ]
    columns = [Column("Op"), Column("Hoe"), Column("Bedrag", numeric=True), Column("Stand")]
    return Table("Wat al terugkwam", columns, rows, "Er kwam nog niets terug.")


def plan_words(plans: Sequence[PlanView]) -> list[str]:
    """Plans that do not count any more, and why."""
    return [
        f"Plan van {day(plan.proposed_on)}: {PLAN_WORDS[PlanState(plan.state)][0].lower()}. {plan.why}".strip()
        for plan in plans
        if plan.state in (PlanState.REFUSED, PlanState.ENDED)
    ]


def _unpaid_rows(found: RecoveryFile) -> list[SummaryRow]:
    """A claim that had not left: what was asked, what of it waits or is not paid, and what is."""
    part = f"{euro(found.cents)} voor {duration(found.minutes)}"
    words = {
        RecoveryState.CORRECTED: "Daarvan betalen we niet",
        RecoveryState.WAIVED: "Daarvan stond stil, en betalen we toch",
    }.get(RecoveryState(found.line.state), "Daarvan wacht op een beslissing")
    return [
        SummaryRow("Gevraagd", f"{euro(found.claim_cents)} voor {duration(found.claim_minutes)}"),
        SummaryRow(words, part),
        SummaryRow("De rest betalen we", euro(found.claim_cents - found.cents)),
    ]


def _sent(is_sent: bool) -> Cell:
    return Cell("Ingehouden", pill="ok") if is_sent else Cell("In een opdracht die nog niet weg is", pill="info")


def _history(found: RecoveryFile) -> Iterator[TimelineItem]:
    line = found.line
    if found.paid_on:
        yield TimelineItem(day(found.paid_on), "Betaald door de bank")
    intention = "Voornemen om minder te betalen" if found.held else "Voornemen om terug te vorderen"
    yield TimelineItem(day(line.opened_on), intention, found.reason)
    for said in found.answers:
        by = f"Genoteerd door {said.noted_by}: " if said.noted_by else ""
        yield TimelineItem(day(said.on), "Antwoord van de loopbaanbegeleider", by + said.text)
    if line.state in (RecoveryState.INTENTION, RecoveryState.HEARD):
        yield TimelineItem(day(line.answer_until), "Laatste dag om te antwoorden", ahead=True)
    if found.decided_on:
        yield TimelineItem(day(found.decided_on), f"Beslist door {found.decided_by}", found.decision)
    if found.notified_on:
        yield TimelineItem(day(found.notified_on), f"De beslissing is gemeld{TOLD_BY[found.told_by]}")
    if found.ended_on:
        yield TimelineItem(day(found.ended_on), STATES[RecoveryState(line.state)][0], found.end_reason)
    elif line.pay_until:
        yield TimelineItem(day(line.pay_until), "Laatste dag om te betalen of een plan te vragen", ahead=True)
