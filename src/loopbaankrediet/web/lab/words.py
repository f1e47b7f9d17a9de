"""Scenarios, figures and runs of the lab in plain Dutch."""

from collections.abc import Iterable

from loopbaankrediet.decree.dated.records import ParameterRecord
from loopbaankrediet.decree.saying.dutch import Unit
from loopbaankrediet.decree.scenario import DRAFT, TO, TOGETHER, changeable, scenario_named, scenario_names
from loopbaankrediet.kernel.days import day, moment
from loopbaankrediet.labruns.queries import RunView
from loopbaankrediet.labruns.questions import SCHOOLING
from loopbaankrediet.labruns.states import RunState
from loopbaankrediet.web.components import Cell, SummaryRow
from loopbaankrediet.web.law_words import record_sentence

STATE_WORDS = {
    RunState.ASKED: Cell("wacht", pill="info"),
    RunState.RUNNING: Cell("rekent", pill="info"),
    RunState.DONE: Cell("klaar", pill="ok"),
    RunState.FAILED: Cell("mislukt", pill="err"),
    RunState.CANCELLED: Cell("gestopt", pill="warn"),
}
UNITS = {
    Unit.MONTHS: "maanden",
    Unit.MINUTES: "minuten",
    Unit.CENTS: "eurocent",
    Unit.CENTS_PER_HOUR: "eurocent per uur",
    Unit.VOUCHERS: "loopbaancheques",
    Unit.DAYS: "dagen",
    Unit.WORKING_DAYS: "werkdagen",
    Unit.PERCENT: "procent",
    Unit.COUNT: "stuks",
}
PLATFORM = "het platform, voor iedereen"
SHORT_HASH = 12
SAME = (
    "Het model ziet geen verschil met het voorontwerp. Wat hier anders is, rekent het niet uit. Dat betekent niet dat "
    "er in het echt niets verandert."
)
ENOUGH = 50
ROUGH = "Dit zijn maar {count}. De marges zijn dan te smal en te ruw: trek er niets uit zonder een berekening met meer."
DISPUTED = "Wat het SERV-advies zegt (deel {section}, in onze woorden)"


def number(value: float, figure: str) -> str:
    """A figure as people read it: whole numbers, weeks to a tenth."""
    text = f"{value:,.1f}" if figure == "waiting_weeks" else f"{value:,.0f}"
    return text.replace(",", " ").replace(".", ",").replace(" ", ".")


def draw_count(draws: int) -> str:
    return "1 trekking" if draws == 1 else f"{draws} trekkingen"


def rough(draws: int) -> str:
    """Said with every result of few draws; empty with enough."""
    return ROUGH.format(count=draw_count(draws)) if draws < ENOUGH else ""


def scenario_title(name: str, given: str) -> str:
    """What a scenario is called; `given`: its title when it ran. With amounts of one's own, those are told."""
    amounts = [part for part in name.split(TOGETHER) if TO in part]
    return f"{given}: {' '.join(map(_change_words, amounts))}" if amounts else given


def _change_words(change: str) -> str:
    """'credit_minutes=480' in words; as it stands when the decree has it no more."""
    name, _, value = change.partition(TO)
    return amount_words([(name, int(value))]) or change


def disputed(name: str) -> tuple[str, str]:
    """What the opinion says about a scenario, and where; empty for the draft and for what is in the decree no more."""
    parts = [part for part in name.split(TOGETHER) if TO not in part and part != DRAFT]
    if not parts or not {*parts} <= {*scenario_names()}:
        return "", ""
    found = scenario_named(TOGETHER.join(parts))
    return DISPUTED.format(section=found.section), found.request


def amount_words(amounts: Iterable[tuple[str, int]]) -> str:
    """'Een module duurt 1 uur en 30 minuten (90 minuten).', one after the other."""
    records = changeable()
    return " ".join(record_sentence(records[name], value) for name, value in amounts if name in records)


def present_words(record: ParameterRecord, value: int) -> str:
    """The value of now with unit, bounds and source, as a hint beside a field."""
    found = record_sentence(record, value)
    bounds = f"Vul in: {record.minimum} tot en met {record.maximum} {UNITS[record.unit]}."
    return f"Nu {value}: {found} {bounds} {record.article}. Bron: {record.values[-1].source}."


def scenario_list(names: Iterable[str]) -> str:
    """Their titles; the name itself of one that the decree has no more."""
    known = scenario_names()
    return ", ".join(scenario_named(name).title if name in known else name for name in names)


def run_rows(run: RunView) -> list[SummaryRow]:
    """What was asked, by whom, and under which law: enough to ask it again."""
    rows = [
        SummaryRow("Gevraagd door", run.asked_by or PLATFORM),
        SummaryRow("Gevraagd op", moment(run.asked_at)),
        SummaryRow("Scenario's", scenario_list(run.scenarios)),
    ]
    if run.amounts:
        rows.append(SummaryRow("Eigen getallen", amount_words(run.amounts)))
    return [
        *rows,
        SummaryRow("Jaren vanaf 2027", str(run.years)),
        SummaryRow("Trekkingen", str(run.draws)),
        SummaryRow("Begingetal", str(run.seed)),
        SummaryRow("Scholing", SCHOOLING[run.schooling]),
        SummaryRow("Wet gekend op", day(run.known_on)),
        SummaryRow("Controlegetal van de wetten", run.law_hash.removeprefix("sha256:")[:SHORT_HASH]),
    ]
