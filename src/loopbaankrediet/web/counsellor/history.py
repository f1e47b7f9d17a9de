"""What happened with one client, newest last, and what was agreed."""

from collections.abc import Iterator

from loopbaankrediet.guidance.queries import AgreementView, ModuleView, TrackView
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.web.components import SummaryRow, TimelineItem
from loopbaankrediet.web.templatetags.dutch import day


def timeline_of(track: TrackView) -> list[TimelineItem]:
    items = [TimelineItem(day(track.opened_on), "Code gebruikt")]
    if track.intake_on:
        items.append(TimelineItem(day(track.intake_on), "Kennismaking"))
    if track.agreement:
        items.append(TimelineItem(day(track.agreement.proposed_on), "Overeenkomst voorgesteld"))
        if track.agreement.signed_on:
            items.append(TimelineItem(day(track.agreement.signed_on), "Overeenkomst ondertekend door je klant"))
    items += [item for module in track.modules for item in _module(module)]
    if track.ended_on:
        items.append(TimelineItem(day(track.ended_on), "Begeleiding gestopt"))
    return items


def agreement_rows(agreement: AgreementView) -> list[SummaryRow]:
    return [
        SummaryRow("Modules", str(agreement.modules)),
        SummaryRow("Vorm en plaats", f"{agreement.mode}, {agreement.place}"),
        SummaryRow("Methodieken", ", ".join(agreement.methods)),
        SummaryRow("Van de overheid", f"{euro(agreement.public_cents_per_hour)} per uur"),
        SummaryRow("Van je klant", f"{euro(agreement.own_cents_per_hour)} per uur"),
    ]


def progress(module: ModuleView) -> str:
    return f"Module {module.number}: {duration(module.delivered)} van {duration(module.minutes)} genoteerd"


def reports_of(track: TrackView) -> list[tuple[str, str]]:
    """Title and text of each report, for its author."""
    return [(f"Je verslag van module {module.number}", module.report) for module in track.modules if module.report]


def _module(module: ModuleView) -> Iterator[TimelineItem]:
    name = f"Module {module.number}"
    for talk in module.conversations:
        yield TimelineItem(day(talk.held_on), f"{name}: gesprek van {duration(talk.minutes)}", talk.mode)
    if module.reported_on:
        yield TimelineItem(day(module.reported_on), f"{name}: verslag ingediend")
    if module.confirmed_on:
        amounts = f"{euro(module.public_cents)} van de overheid, {euro(module.own_cents)} van je klant"
        yield TimelineItem(day(module.confirmed_on), f"{name}: uren bevestigd", amounts)
