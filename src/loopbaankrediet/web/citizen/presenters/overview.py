"""What the citizen can do now, what she waits for, and where her hours are."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse

from loopbaankrediet.budget.draw_queries import next_draw
from loopbaankrediet.credit.file_numbers import file_number
from loopbaankrediet.credit.models import ApplicationState, DecisionKind, RevocationState, Wallet
from loopbaankrediet.credit.queries import DecisionLine, Standing, turn_of
from loopbaankrediet.credit.revocations import RevocationLine
from loopbaankrediet.guidance.departures import LeavingCounsellor
from loopbaankrediet.guidance.open_hours import SilentModule
from loopbaankrediet.guidance.queries import CodeLine, TrackLine
from loopbaankrediet.guidance.states import ModuleState, TrackState
from loopbaankrediet.kernel.amounts import duration, euro
from loopbaankrediet.ledger.queries import Balance
from loopbaankrediet.vouchers.queries import ContestLine
from loopbaankrediet.web.citizen.presenters.decision import remedy_until
from loopbaankrediet.web.citizen.presenters.price import Price
from loopbaankrediet.web.citizen.presenters.track import STANDING, TRACK_WORDS
from loopbaankrediet.web.citizen.presenters.turn import waiting_words
from loopbaankrediet.web.components import Cell, SummaryRow
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
        react = f" Ben je het niet eens? Reageer ten laatste op {day(until)}." if until else ""
        return f"Je aanvraag is geweigerd op {day(refused_on)}.{react}"

    @property
    def decision_url(self) -> str:
        return reverse("citizen:decision", args=[self.standing.application_id]) if self.standing else ""

    @property
    def meter_text(self) -> str:
        return f"{duration(self.balance.available)} vrij van {duration(self.balance.received)}"


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
        text = "Een medewerker heeft dit nodig om over je aanvraag te beslissen. Zolang staat de termijn stil."
        url = reverse("citizen:question", args=[now.question_id])
        yield Task("Antwoord op een vraag over je aanvraag", text, "Lees en antwoord", url)


def task_of_leaving(leaving: LeavingCounsellor) -> Task:
    title = f"{leaving.counsellor} stopt op {day(leaving.ends_on)}"
    url = reverse("citizen:go_on", args=[leaving.track_id])
    return Task(title, "Je uren blijven van jou. Kies hoe je verder wil.", "Kies hoe je verder wil", url)


def _of_revocations(now: Situation) -> Iterator[Task]:
    for file in now.revocations:
        if file.state == RevocationState.OPENED:
            text = (
                "We denken dat je krediet te hoog is. Er is nog niets beslist. Lees waarom, en zeg wat jij ervan vindt."
            )
            url = reverse("citizen:revocation", args=[file.id])
            until = file.answer_until
            title = f"Antwoord ten laatste op {day(until)}" if until else "Lees wat we denken over je krediet"
            yield Task(title, text, "Lees en antwoord", url)


def _of_silence(now: Situation) -> Iterator[Task]:
    for module in now.silent:
        url = reverse("citizen:module", args=[module.track_id, module.number])
        title = f"De uren van module {module.number} telden zonder jouw antwoord"
        until = f"Kloppen de uren bij {module.counsellor} niet? Zeg het ten laatste op {day(module.dispute_until)}."
        yield Task(title, until, "Kijk je uren na", url)


def _of_tracks(now: Situation) -> Iterator[Task]:
    for track in now.tracks:
        module, name = track.open_module, track.counsellor
        if module is not None and module.state == ModuleState.REPORTED:
            url = reverse("citizen:module", args=[track.id, module.number])
            title = f"Bevestig je uren van module {module.number}"
            yield Task(title, f"{name} maakte het verslag. Kijk na of de uren kloppen.", "Kijk je uren na", url)
        elif track.state == TrackState.PROPOSED:
            url = reverse("citizen:agreement", args=[track.id])
            text = f"{name} stelt een overeenkomst voor. Lees ze rustig. Je beslist zelf."
            yield Task("Lees en onderteken je overeenkomst", text, "Lees je overeenkomst", url)
        elif track.state == TrackState.RUNNING and module is None:
            url = reverse("citizen:track", args=[track.id])
            text = "Dat lukte daarnet nog niet vanzelf."
            yield Task("Reserveer je volgende module", text, "Ga naar je begeleiding", url)


def _of_application(now: Situation) -> Iterator[Task]:
    standing, url = now.standing, now.decision_url
    if standing is None:
        text = "We zoeken je gegevens zelf op. Je krijgt meteen een antwoord."
        yield Task("Vraag loopbaanbegeleiding aan", text, "Vraag aan", reverse("citizen:apply"))
    elif standing.state == ApplicationState.INTENDED and standing.answer_until and not standing.replied:
        text = "We denken dat je nu geen recht hebt. Er is nog niets beslist. Lees waarom, en zeg wat jij ervan vindt."
        yield Task(f"Antwoord ten laatste op {day(standing.answer_until)}", text, "Lees en antwoord", url)
    elif standing.latest_kind == DecisionKind.REOPENING and standing.state == ApplicationState.UNDETERMINED:
        text = "De weigering geldt niet meer. Een medewerker beslist opnieuw. Heb je nog een bewijs? Stuur het."
        yield Task("We bekijken je aanvraag opnieuw", text, "Bekijk je aanvraag", url)
    elif standing.state == ApplicationState.UNDETERMINED and not now.contests:
        text = "Geen enkele bron weet alles wat nodig is. Lees welk gegeven we missen en wat je kan doen."
        yield Task("We missen nog een gegeven", text, "Bekijk wat we missen", url)
    elif now.wallet is not None and now.wallet.schooling is None:
        text = "Geen enkele bron kent je diploma. We hebben het nodig om je prijs te bepalen."
        url = reverse("citizen:schooling", args=[standing.application_id])
        yield Task("Vul je hoogste diploma in", text, "Vul je diploma in", url)


def _of_choice(now: Situation) -> Iterator[Task]:
    for code in now.codes:
        url = reverse("citizen:code", args=[code.counsellor_id])
        text = f"De code werkt tot {moment(code.expires_at)}."
        yield Task(f"Geef je code aan {code.counsellor}", text, "Toon je code", url)
    busy = now.codes or any(track.is_active for track in now.tracks)
    if now.balance.available > 0 and now.price and not busy:
        free = duration(now.balance.available)
        again = "Kies iemand anders" if now.tracks else "Kies een loopbaanbegeleider"
        text = f"Je overige {free} gaan mee." if now.tracks else f"Je hebt {free}. Het eerste gesprek is gratis."
        yield Task(again, text, "Zoek een begeleider", reverse("citizen:choose"))


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
        yield f"Je antwoordde. Een medewerker leest het en beslist na {day(standing.answer_until)}."


def _waits_for_vouchers(contests: tuple[ContestLine, ...]) -> Iterator[str]:
    for contest in contests:
        yield (
            f"Je betwist loopbaancheque {contest.voucher_number}. Je aanvraag wacht daarop. "
            f"Een medewerker beslist ten laatste op {day(contest.decide_by)}."
        )


def _waits_for_draw(standing: Standing | None) -> Iterator[str]:
    if standing and standing.state == ApplicationState.WAITING:
        coming = next_draw(turn_of(standing.application_id).waits_since)
        yield waiting_words(coming.draws_on if coming else None)


def _waits_for(track: TrackLine) -> Iterator[str]:
    name, module = track.counsellor, track.open_module
    for disputed in track.modules:
        if disputed.state == ModuleState.DISPUTED:
            yield f"Een medewerker beslist over de uren van module {disputed.number} bij {name}."
    if track.state == TrackState.OPENED:
        yield f"{name} kent je code sinds {day(track.opened_on)}. Spreek samen een dag af voor het eerste gesprek."
    elif track.state == TrackState.INTAKE_HELD:
        yield f"{name} schrijft je overeenkomst. Je krijgt ze hier te lezen."
    elif track.state == TrackState.ENDING and module is not None and module.state != ModuleState.REPORTED:
        yield f"{name} maakt het verslag van module {module.number}. Daarna kijk je de uren na, en komt de rest vrij."
    elif module is not None and module.state in (ModuleState.RESERVED, ModuleState.STARTED):
        yield f"Module {module.number} loopt bij {name}. Spreek samen af. {name} noteert de gesprekken."


def past_decisions(now: Situation) -> tuple[PastDecision, ...]:
    """Newest first."""
    return tuple(_past_decision(line) for line in now.decisions)


def _past_decision(line: DecisionLine) -> PastDecision:
    said = {
        DecisionKind.GRANT: f"je kreeg {duration(line.minutes)}",
        DecisionKind.TARIFF: "we legden je prijs vast",
        DecisionKind.REFUSAL: "je aanvraag is geweigerd",
    }[DecisionKind(line.kind)]
    text = f"{day(line.decided_on)}: {said} (dossier {file_number(line.number)})"
    return PastDecision(text, reverse("citizen:decision", args=[line.application_id]))


def wallet_rows(now: Situation) -> tuple[SummaryRow, ...]:
    balance, price = now.balance, now.price
    rows = [
        SummaryRow("Vrij", duration(balance.available)),
        SummaryRow("Gereserveerd", duration(balance.held)),
        SummaryRow("Gebruikt", duration(balance.spent)),
        SummaryRow("Gekregen", duration(balance.received)),
    ]
    if price:
        module = duration(price.module_minutes)
        rows.append(SummaryRow("Jij betaalt per uur", euro(price.own_per_hour)))
        rows.append(SummaryRow(f"Jij betaalt per module van {module}", euro(price.own_per_module)))
        rows.append(SummaryRow(f"Vlaanderen betaalt per module van {module}", euro(price.public_per_module)))
    else:
        rows.append(SummaryRow("Jij betaalt", "Dat weten we als je diploma is ingevuld"))
    return tuple(rows)


def track_cards(now: Situation) -> tuple[TrackCard, ...]:
    return tuple(_track_card(track) for track in now.tracks)


def _track_card(track: TrackLine) -> TrackCard:
    done = sum(module.state in STANDING for module in track.modules)
    since = f"Sinds {day(track.opened_on)}" + (f", tot {day(track.ended_on)}" if track.ended_on else "")
    parts = "1 module bevestigd" if done == 1 else f"{done} modules bevestigd"
    return TrackCard(track.id, track.counsellor, TRACK_WORDS[TrackState(track.state)], f"{since}. {parts}.")
