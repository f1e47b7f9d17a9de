"""The wallet in words: hours as modules, and what an hour and a module cost whom."""

from django.utils.translation import gettext

from loopbaankrediet.guidance.states import ModuleState
from loopbaankrediet.kernel.amounts import cents_for
from loopbaankrediet.web.citizen.presenters.overview import Situation
from loopbaankrediet.web.citizen.presenters.price import Price
from loopbaankrediet.web.components import Column, SummaryRow, Table
from loopbaankrediet.web.in_words import duration, euro

HOUR = 60
OVER = (ModuleState.CONFIRMED, ModuleState.SILENT)


def hour_rows(now: Situation) -> tuple[SummaryRow, ...]:
    """Got, free, reserved and used, with how many modules that is."""
    balance, minutes = now.balance, now.price.module_minutes if now.price else 0
    done = sum(module.state in OVER for track in now.tracks for module in track.modules)
    rows = (
        SummaryRow(gettext("Gekregen"), duration(balance.received)),
        SummaryRow(gettext("Nog vrij"), f"{duration(balance.available)}{_as_modules(balance.available, minutes)}"),
        SummaryRow(gettext("Gereserveerd voor een module"), duration(balance.held)),
        SummaryRow(gettext("Gebruikt of ingetrokken"), duration(balance.spent)),
        SummaryRow(gettext("Modules die voorbij zijn"), str(done)),
    )
    return rows if now.wallet else ()


def price_table(price: Price | None) -> Table | None:
    """Per hour and per module: she, Flanders, and together; None while her price is not known."""
    if price is None:
        return None
    columns = (
        Column(gettext("Wie betaalt")),
        Column(gettext("Per uur"), numeric=True),
        Column(_module(price), numeric=True),
    )
    parts = ((gettext("Jij"), price.own_per_hour), (gettext("Vlaanderen"), price.public_per_hour))
    rows = [(who, euro(cents), euro(cents_for(price.module_minutes, cents))) for who, cents in parts]
    whole = price.own_per_hour + price.public_per_hour
    rows.append((gettext("Samen"), euro(cents_for(HOUR, whole)), euro(price.own_per_module + price.public_per_module)))
    return Table(gettext("Prijs per uur en per module"), columns, rows)


def _module(price: Price) -> str:
    return gettext("Per module van %(module_minutes)s") % {"module_minutes": duration(price.module_minutes)}


def _as_modules(minutes: int, module_minutes: int) -> str:
    count = minutes // module_minutes if module_minutes else 0
    return {0: "", 1: gettext(", goed voor 1 module")}.get(count, f", goed voor {count} modules")
