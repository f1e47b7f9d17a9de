"""What happened with one client, newest last, and what was agreed."""

from collections.abc import Iterator
from datetime import date

from loopbaankrediet.guidance.queries import AgreementView, ConversationView, ModuleView, TrackView
from loopbaankrediet.guidance.states import ModuleState
from loopbaankrediet.kernel.actors import Capacity, Representation
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.web.components import SummaryRow, TimelineItem
from loopbaankrediet.web.templatetags.dutch import day

SIGNED_WITH = {
    Representation.HELPER: "Getekend met volmacht.",
    Representation.LEGAL_REPRESENTATIVE: "Getekend door de bewindvoerder.",
    Representation.DESK: "Getekend aan het loket, voor je klant.",
}


def timeline_of(track: TrackView) -> list[TimelineItem]:
    items = [TimelineItem(day(track.opened_on), "Code gebruikt")]
    if track.intake_on:
        items.append(TimelineItem(day(track.intake_on), "Kennismaking"))
    if track.agreement:
        items.append(TimelineItem(day(track.agreement.proposed_on), "Overeenkomst voorgesteld"))
        if track.agreement.signed_on:
            items.append(_signed(track.agreement, track.agreement.signed_on))
    items += [item for module in track.modules for item in _module(module)]
    if track.stopped_on:
        who = "je klant" if track.stopped_by == Capacity.CITIZEN else "jou"
        items.append(TimelineItem(day(track.stopped_on), f"Gestopt door {who}"))
    if track.ended_on:
        items.append(TimelineItem(day(track.ended_on), "Begeleiding afgelopen"))
    return items


def agreement_rows(agreement: AgreementView) -> list[SummaryRow]:
    return [
        SummaryRow("Modules", str(agreement.modules)),
        SummaryRow("Vorm en plaats", f"{agreement.mode}, {agreement.place}"),
        SummaryRow("Methodieken", ", ".join(agreement.methods)),
        SummaryRow("Van de overheid", f"{euro(agreement.public_cents_per_hour)} per uur"),
        SummaryRow("Van je klant", f"{euro(agreement.own_cents_per_hour)} per uur"),
        *_start(agreement),
    ]


def who_stopped(track: TrackView) -> str:
    """'Fatima El Amrani stopte op 1 maart 2027.'; empty when nobody stopped."""
    if track.stopped_on is None:
        return ""
    who = track.client if track.stopped_by == Capacity.CITIZEN else "Je"
    return f"{who} stopte op {day(track.stopped_on)}."


def left_to_report(track: TrackView) -> str:
    """Who stopped when, and what is asked of the counsellor; empty while nobody stopped."""
    module = track.open_module
    if track.stopped_on is None or module is None or module.reported_on:
        return ""
    if not module.has_begun:
        return f"{who_stopped(track)} Er telt geen gesprek: noteer het juiste gesprek, of rond de begeleiding af."
    return f"{who_stopped(track)} Schrijf het verslag van de {duration(module.delivered)}."


def progress(module: ModuleView) -> str:
    return f"Module {module.number}: {duration(module.delivered)} van {duration(module.minutes)} genoteerd"


def reports_of(track: TrackView) -> list[tuple[str, str]]:
    """Title and text of each report, for its author, and of what the client does not agree with."""
    found = [(f"Je verslag van module {module.number}", module.report) for module in track.modules if module.report]
    notes = [(f"{track.client} over het verslag van module {m.number}", m.report_note) for m in track.modules]
    return found + [(title, text) for title, text in notes if text]


def _signed(agreement: AgreementView, signed_on: date) -> TimelineItem:
    how = SIGNED_WITH[Representation(agreement.signed_with)] if agreement.signed_with else ""
    return TimelineItem(day(signed_on), "Overeenkomst ondertekend door je klant", how)


def _start(agreement: AgreementView) -> list[SummaryRow]:
    first = agreement.first_conversation_on
    if first is None:
        return []
    if agreement.early_start:
        return [SummaryRow("Eerste gesprek", "Mag meteen: je klant vroeg dat bij het tekenen")]
    return [SummaryRow("Eerste gesprek", f"Vanaf {day(first)}, na de bedenktijd van je klant")]


def _talk(talk: ConversationView, name: str) -> TimelineItem:
    title = f"{name}: gesprek van {duration(talk.minutes)}"
    if talk.struck_on is None:
        return TimelineItem(day(talk.held_on), title, talk.mode)
    return TimelineItem(day(talk.held_on), f"{title}, geschrapt", f"Op {day(talk.struck_on)}: {talk.strike_reason}")


def _standing(module: ModuleView) -> str:
    """How the hours came to stand."""
    if module.dispute:
        return "uren vastgelegd na een betwisting"
    return "uren bevestigd, zonder antwoord van je klant" if module.state == ModuleState.SILENT else "uren bevestigd"


def _module(module: ModuleView) -> Iterator[TimelineItem]:
    name = f"Module {module.number}"
    for talk in module.conversations:
        yield _talk(talk, name)
    if module.reported_on:
        yield TimelineItem(day(module.reported_on), f"{name}: verslag ingediend")
    if module.confirmed_on:
        amounts = f"{euro(module.public_cents)} van de overheid, {euro(module.own_cents)} van je klant"
        yield TimelineItem(day(module.confirmed_on), f"{name}: {_standing(module)}", amounts)
