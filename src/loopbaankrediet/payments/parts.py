"""The money of a part of a module, and the steps in the ledger that pay, hold or give back such a part."""

from dataclasses import dataclass

from loopbaankrediet.guidance.models import GuidanceModule, Track
from loopbaankrediet.kernel.amounts import cents_for
from loopbaankrediet.ledger import accounts
from loopbaankrediet.ledger.postings import Step, hold, post, reverse, void


@dataclass(frozen=True)
class Part:
    """Minutes of a module with both prices in cents. Parts that follow each other add up to the whole, to the cent."""

    minutes: int
    public_cents: int
    own_cents: int


def part_of(module: GuidanceModule, minutes: int, *, after: int = 0) -> Part:
    """`minutes` more than the `after` minutes of earlier parts, at the module's tariff: half up once on the total."""

    def more(cents_per_hour: int) -> int:
        return cents_for(after + minutes, cents_per_hour) - cents_for(after, cents_per_hour)

    return Part(minutes, more(module.public_cents_per_hour), more(module.own_cents_per_hour))


def answer_holds(minutes_hold: int, cents_hold: int, part: Part) -> tuple[Step, Step]:
    """Pay this part of what was held and release the rest; release all of it when the part is empty."""
    if not part.minutes:
        return void("release_minutes", minutes_hold), void("release_cents", cents_hold)
    return post("deliver_minutes", minutes_hold, part.minutes), post("owe_cents", cents_hold, part.public_cents)


def hold_part(module: GuidanceModule, track: Track, part: Part) -> tuple[Step, Step]:
    """Set a disputed part aside again: from the wallet, and from the year that the module was reserved in."""
    year = module.reserved_on.year
    wallet, delivered = accounts.wallet(track.wallet_id), accounts.minutes_delivered(track.counsellor_id)
    commitment, payable = accounts.commitment(year), accounts.payable(track.counsellor_id)
    return (
        hold("hold_disputed_minutes", wallet, delivered, part.minutes),
        hold("hold_disputed_cents", commitment, payable, part.public_cents),
    )


def take_back(transfers: tuple[int, int], part: Part) -> tuple[Step, Step]:
    """Undo this part of what was posted, as long as it did not leave for the bank."""
    minutes, cents = transfers
    return (
        reverse("take_back_minutes", minutes, reason="hours_disputed", amount=part.minutes),
        reverse("take_back_cents", cents, reason="hours_disputed", amount=part.public_cents),
    )
