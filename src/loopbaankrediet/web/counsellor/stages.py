"""The one screen that fits the stage of a track, with its form filled in as far as the platform knows."""

from dataclasses import dataclass
from datetime import date

from loopbaankrediet.counsellors.models import Counsellor, Mode
from loopbaankrediet.credit.errors import PriceUnknown
from loopbaankrediet.credit.queries import the_wallet_of, wallet_balance
from loopbaankrediet.decree import Tariff
from loopbaankrediet.guidance.actions.tracks import tariff_for
from loopbaankrediet.guidance.queries import TrackView
from loopbaankrediet.guidance.states import ModuleState, TrackState
from loopbaankrediet.kernel.amounts import cents_for, duration, euro
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.web.counsellor.forms import IntakeForm, ProposalForm, ReportForm, TalkForm
from loopbaankrediet.web.forms import PlainForm

MOST_MODULES = 3
TALK_IDS = "gesprek-%s"
STEPS = ("Kennismaking", "Overeenkomst", "Gesprekken en verslag", "Bevestiging")
STEP_OF = {"intake": 1, "proposal": 2, "signature": 2, "talk": 3, "report": 3, "next": 3, "confirmation": 4}
MODE_OF_LABEL = {mode.label: mode.value for mode in Mode}
STAGE_OF_STATE = {
    TrackState.OPENED: "intake",
    TrackState.INTAKE_HELD: "proposal",
    TrackState.PROPOSED: "signature",
    TrackState.ENDED: "over",
    TrackState.CANCELLED: "over",
}


@dataclass(frozen=True)
class Offer:
    """What can be agreed today: free minutes and the tariff (None while the client's diploma is unknown)."""

    available: int
    tariff: Tariff | None

    def lengths(self) -> list[tuple[int, str]]:
        """Number of modules with what each side pays, as the choices of the form."""
        if self.tariff is None:
            return []
        most = min(MOST_MODULES, -(-self.available // self.tariff.module_minutes))
        return [(count, self._length(count, self.tariff)) for count in range(1, most + 1)]

    def _length(self, count: int, tariff: Tariff) -> str:
        minutes = min(count * tariff.module_minutes, self.available)
        own, public = (cents_for(minutes, cents) for cents in (tariff.own_cents_per_hour, tariff.public_cents_per_hour))
        name = "1 module" if count == 1 else f"{count} modules"
        return f"{name}, {duration(minutes)}: {euro(public)} van de overheid, {euro(own)} van je klant"


def stage_of(track: TrackView) -> str:
    """Also the name of its template in stages/."""
    module = track.open_module
    if track.state in STAGE_OF_STATE:
        return STAGE_OF_STATE[TrackState(track.state)]
    if module is None:
        return "next"
    if module.state == ModuleState.REPORTED:
        return "confirmation"
    is_parting = track.state == TrackState.ENDING and module.has_begun
    return "report" if is_parting or not module.minutes_left else "talk"


def offer_for(track: TrackView, clock: Clock) -> Offer:
    wallet = the_wallet_of(track.person_id)
    try:
        tariff = tariff_for(wallet, clock.today())
    except PriceUnknown:
        tariff = None
    return Offer(wallet_balance(wallet).available, tariff)


def form_of(stage: str, track: TrackView, today: date) -> PlainForm:
    """The form of a stage other than the proposal; a stage without fields has one button."""
    if stage == "intake":
        return IntakeForm(initial={"held_on": today})
    if stage == "talk":
        return talk_form(track, today)
    return ReportForm() if stage == "report" else PlainForm()


def talk_form(track: TrackView, today: date) -> TalkForm:
    """Without minutes: how long it really was is for the counsellor to say."""
    mode = MODE_OF_LABEL[track.agreement.mode] if track.agreement else None
    return TalkForm(initial={"held_on": today, "mode": mode}, auto_id=TALK_IDS)


def proposal_form(data: object, offer: Offer, registration: Counsellor, track: TrackView) -> ProposalForm:
    """Filled in from the earlier proposal, else from the registration."""
    lengths, agreement = offer.lengths(), track.agreement
    initial: dict[str, object] = {
        "modules": lengths[-1][0] if lengths else None,
        "mode": registration.modes[0],
        "place": registration.municipality,
        "methods": registration.methods,
    }
    if agreement:
        initial |= {"modules": agreement.modules, "mode": MODE_OF_LABEL[agreement.mode], "place": agreement.place}
        initial |= {"methods": list(agreement.methods)}
    return ProposalForm(data, lengths=lengths, methods=registration.methods, initial=initial)
