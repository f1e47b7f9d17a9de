"""What the citizen can do now, what she waits for, and where her hours are."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from loopbaankrediet.budget.draw_queries import next_draw
from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import ApplicationState, DecisionKind, RevocationState, Wallet
from loopbaankrediet.credit.queries import DecisionLine, Standing, turn_of
from loopbaankrediet.credit.revocations import RevocationLine
from loopbaankrediet.guidance.departures import LeavingCounsellor
from loopbaankrediet.guidance.open_hours import SilentModule
from loopbaankrediet.guidance.queries import CodeLine, TrackLine
from loopbaankrediet.guidance.states import ModuleState, TrackState
from loopbaankrediet.ledger.queries import Balance
from loopbaankrediet.vouchers.queries import ContestLine
from loopbaankrediet.web.citizen.presenters.decision import remedy_until
from loopbaankrediet.web.citizen.presenters.price import Price
from loopbaankrediet.web.citizen.presenters.track import STANDING, TRACK_WORDS
from loopbaankrediet.web.citizen.presenters.turn import waiting_words
from loopbaankrediet.web.components import Cell, SummaryRow
from loopbaankrediet.web.in_words import duration, euro
from loopbaankrediet.web.templatetags.dutch import day, moment


@dataclass(frozen=True)
class Task:
    """One thing to do now, with the page where it is done."""

    title: str
    text: str
    button: str
    url: str


@dataclass(frozen=True)
class TrackCard:
    id: UUID
    counsellor: str
    pill: Cell
    since: str


@dataclass(frozen=True)
class PastDecision:
    """One earlier decision: a sentence, and the page where it can be read."""

    text: str
    url: str


@dataclass(frozen=True)
class Situation:
    """All that the overview reads about one citizen. `contests`: the vouchers for which alone her application waits."""

    standing: Standing | None
    wallet: Wallet | None
    balance: Balance
    price: Price | None
    tracks: tuple[TrackLine, ...]
    codes: tuple[CodeLine, ...]
    decisions: tuple[DecisionLine, ...]
    silent: tuple[SilentModule, ...] = ()
    contests: tuple[ContestLine, ...] = ()
    revocations: tuple[RevocationLine, ...] = ()
    question_id: UUID | None = None

    @property
    def refused(self) -> str:
        """When the latest application was refused, and until when one can react; empty when it was not."""
        if not self.standing or self.standing.state != ApplicationState.REFUSED:
            return ""
        refused_on = self.decisions[0].decided_on
        until = remedy_until("refused", refused_on)
        react = (
            (gettext(" Ben je het niet eens? Reageer ten laatste op %(until)s.") % {"until": day(until)})
            if until
            else ""
        )
        return gettext("Je aanvraag is geweigerd op %(refused_on)s.%(react)s") % {
            "refused_on": day(refused_on),
            "react": react,
        }

    @property
    def decision_url(self) -> str:
        return reverse("citizen:decision", args=[self.standing.application_id]) if self.standing else ""

    @property
    def meter_text(self) -> str:
        return gettext("%(available)s vrij van %(received)s") % {
            "available": duration(self.balance.available),
            "received": duration(self.balance.received),
        }


def tasks(now: Situation) -> tuple[Task, ...]:
    """The most pressing first."""
    return (
        *_of_question(now),
        *_of_revocations(now),
        *_of_tracks(now),
        *_of_silence(now),
        *_of_application(now),
        *_of_choice(now),
    )


def _of_question(now: Situation) -> Iterator[Task]:
    if now.question_id:
        text = gettext("Een medewerker heeft dit nodig om over je aanvraag te beslissen. Zolang staat de termijn stil.")
        url = reverse("citizen:question", args=[now.question_id])
        yield Task(gettext("Antwoord op een vraag over je aanvraag"), text, gettext("Lees en antwoord"), url)


def task_of_leaving(leaving: LeavingCounsellor) -> Task:
    title = gettext("%(counsellor)s stopt op %(ends_on)s") % {
        "counsellor": leaving.counsellor,
        "ends_on": day(leaving.ends_on),
    }
    url = reverse("citizen:go_on", args=[leaving.track_id])
    return Task(
        title, gettext("Je uren blijven van jou. Kies hoe je verder wil."), gettext("Kies hoe je verder wil"), url
    )


def _of_revocations(now: Situation) -> Iterator[Task]:
    for file in now.revocations:
        if file.state == RevocationState.OPENED:
            text = gettext(
                "We denken dat je krediet te hoog is. Er is nog niets beslist. Lees waarom, en zeg wat jij ervan vindt."
            )
            url = reverse("citizen:revocation", args=[file.id])
            until = file.answer_until
            title = (
                (gettext("Antwoord ten laatste op %(until)s") % {"until": day(until)})
                if until
                else gettext("Lees wat we denken over je krediet")
            )
            yield Task(title, text, gettext("Lees en antwoord"), url)


def _of_silence(now: Situation) -> Iterator[Task]:
    for module in now.silent:
        url = reverse("citizen:module", args=[module.track_id, module.number])
        title = gettext("De uren van module %(number)s telden zonder jouw antwoord") % {"number": module.number}
        until = gettext("Kloppen de uren bij %(counsellor)s niet? Zeg het ten laatste op %(dispute_until)s.") % {
            "counsellor": module.counsellor,
            "dispute_until": day(module.dispute_until),
        }
        yield Task(title, until, gettext("Kijk je uren na"), url)


def _of_tracks(now: Situation) -> Iterator[Task]:
    for track in now.tracks:
        module, name = track.open_module, track.counsellor
        if module is not None and module.state == ModuleState.REPORTED:
            url = reverse("citizen:module", args=[track.id, module.number])
            title = gettext("Bevestig je uren van module %(number)s") % {"number": module.number}
            yield Task(
                title,
                (gettext("%(name)s maakte het verslag. Kijk na of de uren kloppen.") % {"name": name}),
                gettext("Kijk je uren na"),
                url,
            )
        elif track.state == TrackState.PROPOSED:
            url = reverse("citizen:agreement", args=[track.id])
            text = gettext("%(name)s stelt een overeenkomst voor. Lees ze rustig. Je beslist zelf.") % {"name": name}
            yield Task(gettext("Lees en onderteken je overeenkomst"), text, gettext("Lees je overeenkomst"), url)
        elif track.state == TrackState.RUNNING and module is None:
            url = reverse("citizen:track", args=[track.id])
            text = gettext("Dat lukte daarnet nog niet vanzelf.")
            yield Task(gettext("Reserveer je volgende module"), text, gettext("Ga naar je begeleiding"), url)


def _of_application(now: Situation) -> Iterator[Task]:
    standing, url = now.standing, now.decision_url
    if standing is None:
        text = gettext("We zoeken je gegevens zelf op. Je krijgt meteen een antwoord.")
        yield Task(gettext("Vraag loopbaanbegeleiding aan"), text, gettext("Vraag aan"), reverse("citizen:apply"))
    elif standing.state == ApplicationState.INTENDED and standing.answer_until and not standing.replied:
        text = gettext(
            "We denken dat je nu geen recht hebt. Er is nog niets beslist. Lees waarom, en zeg wat jij ervan vindt."
        )
        yield Task(
            (gettext("Antwoord ten laatste op %(answer_until)s") % {"answer_until": day(standing.answer_until)}),
            text,
            gettext("Lees en antwoord"),
            url,
        )
    elif standing.latest_kind == DecisionKind.REOPENING and standing.state == ApplicationState.UNDETERMINED:
        text = gettext(
            "De weigering geldt niet meer. Een medewerker beslist opnieuw. Heb je nog een bewijs? Stuur het."
        )
        yield Task(gettext("We bekijken je aanvraag opnieuw"), text, gettext("Bekijk je aanvraag"), url)
    elif standing.state == ApplicationState.UNDETERMINED and not now.contests:
        text = gettext("Geen enkele bron weet alles wat nodig is. Lees welk gegeven we missen en wat je kan doen.")
        yield Task(gettext("We missen nog een gegeven"), text, gettext("Bekijk wat we missen"), url)
    elif now.wallet is not None and now.wallet.schooling is None:
        text = gettext("Geen enkele bron kent je diploma. We hebben het nodig om je prijs te bepalen.")
        url = reverse("citizen:schooling", args=[standing.application_id])
        yield Task(gettext("Vul je hoogste diploma in"), text, gettext("Vul je diploma in"), url)


def _of_choice(now: Situation) -> Iterator[Task]:
    for code in now.codes:
        url = reverse("citizen:code", args=[code.counsellor_id])
        text = gettext("De code werkt tot %(expires_at)s.") % {"expires_at": moment(code.expires_at)}
        yield Task(
            (gettext("Geef je code aan %(counsellor)s") % {"counsellor": code.counsellor}),
            text,
            gettext("Toon je code"),
            url,
        )
    busy = now.codes or any(track.is_active for track in now.tracks)
    if now.balance.available > 0 and now.price and not busy:
        free = duration(now.balance.available)
        again = gettext("Kies iemand anders") if now.tracks else gettext("Kies een loopbaanbegeleider")
        text = (
            (gettext("Je overige %(free)s gaan mee.") % {"free": free})
            if now.tracks
            else (gettext("Je hebt %(free)s. Het eerste gesprek is gratis.") % {"free": free})
        )
        yield Task(again, text, gettext("Zoek een begeleider"), reverse("citizen:choose"))


def waits(now: Situation) -> tuple[str, ...]:
    """What others must do first, in short sentences with a day where there is one."""
    return (
        *_waits_for_officer(now.standing),
        *_waits_for_vouchers(now.contests),
        *_waits_for_draw(now.standing),
        *(text for track in now.tracks for text in _waits_for(track)),
    )


def _waits_for_officer(standing: Standing | None) -> Iterator[str]:
    if standing and standing.state == ApplicationState.INTENDED and standing.replied and standing.answer_until:
        yield (
            gettext("Je antwoordde. Een medewerker leest het en beslist na %(answer_until)s.")
            % {"answer_until": day(standing.answer_until)}
        )


def _waits_for_vouchers(contests: tuple[ContestLine, ...]) -> Iterator[str]:
    for contest in contests:
        yield (
            gettext(
                "Je betwist loopbaancheque %(voucher_number)s. Je aanvraag wacht daarop. Een medewerker "
                "beslist ten laatste op %(decide_by)s."
            )
            % {"voucher_number": contest.voucher_number, "decide_by": day(contest.decide_by)}
        )


def _waits_for_draw(standing: Standing | None) -> Iterator[str]:
    if standing and standing.state == ApplicationState.WAITING:
        coming = next_draw(turn_of(standing.application_id).waits_since)
        yield waiting_words(coming.draws_on if coming else None)


def _waits_for(track: TrackLine) -> Iterator[str]:
    name, module = track.counsellor, track.open_module
    for disputed in track.modules:
        if disputed.state == ModuleState.DISPUTED:
            yield (
                gettext("Een medewerker beslist over de uren van module %(number)s bij %(name)s.")
                % {"number": disputed.number, "name": name}
            )
    if track.state == TrackState.OPENED:
        yield (
            gettext("%(name)s kent je code sinds %(opened_on)s. Spreek samen een dag af voor het eerste gesprek.")
            % {"name": name, "opened_on": day(track.opened_on)}
        )
    elif track.state == TrackState.INTAKE_HELD:
        yield (gettext("%(name)s schrijft je overeenkomst. Je krijgt ze hier te lezen.") % {"name": name})
    elif track.state == TrackState.ENDING and module is not None and module.state != ModuleState.REPORTED:
        yield (
            gettext(
                "%(name)s maakt het verslag van module %(number)s. Daarna kijk je de uren na, en komt de rest vrij."
            )
            % {"name": name, "number": module.number}
        )
    elif module is not None and module.state in (ModuleState.RESERVED, ModuleState.STARTED):
        yield (
            gettext("Module %(number)s loopt bij %(name)s. Spreek samen af. %(name)s noteert de gesprekken.")
            % {"number": module.number, "name": name}
        )


def past_decisions(now: Situation) -> tuple[PastDecision, ...]:
    """Newest first."""
    return tuple(_past_decision(line) for line in now.decisions)


def _past_decision(line: DecisionLine) -> PastDecision:
    said = {
        DecisionKind.GRANT: (gettext("je kreeg %(minutes)s") % {"minutes": duration(line.minutes)}),
        DecisionKind.TARIFF: gettext("we legden je prijs vast"),
        DecisionKind.REFUSAL: gettext("je aanvraag is geweigerd"),
    }[DecisionKind(line.kind)]
    text = gettext("%(decided_on)s: %(said)s (dossier %(number)s)") % {
        "decided_on": day(line.decided_on),
        "said": said,
        "number": file_number(line.number),
    }
    return PastDecision(text, reverse("citizen:decision", args=[line.application_id]))


def wallet_rows(now: Situation) -> tuple[SummaryRow, ...]:
    balance, price = now.balance, now.price
    rows = [
        SummaryRow(gettext("Vrij"), duration(balance.available)),
        SummaryRow(gettext("Gereserveerd"), duration(balance.held)),
        SummaryRow(gettext("Gebruikt"), duration(balance.spent)),
        SummaryRow(gettext("Gekregen"), duration(balance.received)),
    ]
    if price:
        module = duration(price.module_minutes)
        rows.append(SummaryRow(gettext("Jij betaalt per uur"), euro(price.own_per_hour)))
        rows.append(
            SummaryRow(
                (gettext("Jij betaalt per module van %(module)s") % {"module": module}), euro(price.own_per_module)
            )
        )
        rows.append(
            SummaryRow(
                (gettext("Vlaanderen betaalt per module van %(module)s") % {"module": module}),
                euro(price.public_per_module),
            )
        )
    else:
        rows.append(SummaryRow(gettext("Jij betaalt"), gettext("Dat weten we als je diploma is ingevuld")))
    return tuple(rows)


def track_cards(now: Situation) -> tuple[TrackCard, ...]:
    return tuple(_track_card(track) for track in now.tracks)


def _track_card(track: TrackLine) -> TrackCard:
    done = sum(module.state in STANDING for module in track.modules)
    since = (gettext("Sinds %(opened_on)s") % {"opened_on": day(track.opened_on)}) + (
        (gettext(", tot %(ended_on)s") % {"ended_on": day(track.ended_on)}) if track.ended_on else ""
    )
    parts = gettext("1 module bevestigd") if done == 1 else (gettext("%(done)s modules bevestigd") % {"done": done})
    return TrackCard(track.id, track.counsellor, TRACK_WORDS[TrackState(track.state)], f"{since}. {parts}.")
