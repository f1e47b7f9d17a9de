"""What stopping now does to the hours and to the own contribution, said before she confirms."""

from datetime import date

from django.utils.translation import gettext

from loopbaankrediet.contributions.queries import ShareView
from loopbaankrediet.guidance.queries import ModuleView, TrackView
from loopbaankrediet.guidance.states import TrackState
from loopbaankrediet.guidance.withdrawal import last_day_to_withdraw
from loopbaankrediet.web.in_words import duration, euro


def own_money(track: TrackView, shares: tuple[ShareView, ...]) -> str:
    """One or two sentences about the module under way; empty when there is none."""
    module = track.open_module
    if module is None:
        return ""
    share = next(found for found in shares if found.number == module.number)
    paid, owed = share.share.balance, _owed(module)
    who = gettext("het platform") if share.by_platform else track.counsellor
    if not paid:
        nothing = gettext("Voor module %(number)s betaal je niets.") % {"number": module.number}
        return (gettext("Je betaalt alleen wat er was: %(owed)s.") % {"owed": euro(owed)}) if owed else nothing
    if paid > owed:
        return gettext("Je betaalde al %(paid)s. Daarvan krijg je %(paid_2)s terug van %(who)s.") % {
            "paid": euro(paid),
            "paid_2": euro(paid - owed),
            "who": who,
        }
    if paid == owed:
        return gettext("Je betaalde al %(paid)s. Er komt niets meer bij.") % {"paid": euro(paid)}
    return gettext("Je betaalde al %(paid)s. Daar komt nog %(owed)s bij.") % {
        "paid": euro(paid),
        "owed": euro(owed - paid),
    }


def still_open(shares: tuple[ShareView, ...]) -> str:
    """What she keeps owing for hours that stand, also when she withdraws; empty when all of it was paid."""
    owed = sum(share.share.open for share in shares if share.closed_on)
    return (
        (gettext("Voor de uren die al bevestigd zijn, betaal je nog %(owed)s.") % {"owed": euro(owed)}) if owed else ""
    )


def hours_back(track: TrackView) -> str:
    """'45 minuten komen terug bij jou.'; empty when nothing is held."""
    module = track.open_module
    left = module.minutes_left if module else 0
    return (
        (
            gettext("%(left)s van module %(number)s komen terug bij jou.")
            % {"left": duration(left), "number": module.number}
        )
        if module and left
        else ""
    )


def withdraw_until(view: TrackView, today: date) -> date | None:
    """The last day on which she can withdraw, while it is not over."""
    if view.state != TrackState.RUNNING or view.agreement is None or view.agreement.signed_on is None:
        return None
    last = last_day_to_withdraw(view.agreement.signed_on)
    return last if today <= last else None


def _owed(module: ModuleView) -> int:
    """The own share of the minutes that were given, rounded half up as on a claim."""
    if not module.minutes or module.report is not None or not module.has_begun:
        return module.own_cents if module.has_begun else 0
    return (2 * module.own_cents * module.delivered + module.minutes) // (2 * module.minutes)
