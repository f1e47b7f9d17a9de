"""The door for frames of one's own: pandas, PyArrow, DuckDB, Dask or Spark in, the same kind of frame out.

The text over columns runs on narwhals expressions, so that the work is done where the data are, also on a cluster.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from loopbaankrediet.decree.errors import FactRefused
from loopbaankrediet.decree.population.forms import width_of
from loopbaankrediet.decree.population.plan import EngineMissing, Plan
from loopbaankrediet.decree.population.printing import Value, Words, articles_with

if TYPE_CHECKING:
    import narwhals as nw

Frame = TypeVar("Frame")


class Order(NamedTuple):
    """A plan as it travels to other processes: the text, and what it must know of facts and outputs, in order."""

    text: str
    facts: tuple[Asked, ...]
    bits: dict[str, int]


class Asked(NamedTuple):
    """The column of a fact: `bits` for a truth (1) or a whole number, `members` for an enumeration."""

    fact: str
    bits: int
    members: tuple[str, ...]


def decide_columns(frame: Frame, plan: Plan) -> Frame:
    """The frame with the outputs of every row added: `granted`, minutes and whole eurocents.

    The columns of the facts must be there, with the right kind: truths, whole numbers, and the values of an enumeration
    as text. Values are not looked at: nothing may be missing or outside its range. The workers of a Dask cluster need
    this package. Raises FactRefused for a column that is missing or of another kind, EngineMissing without narwhals.
    """
    try:
        import narwhals as nw
    except ModuleNotFoundError as error:
        raise EngineMissing(
            "narwhals", "is niet geïnstalleerd. Die komt mee met: pip install 'loopbaankrediet[duckdb]'."
        ) from error
    order = order_of(plan)
    if nw.dependencies.is_dask_dataframe(frame):
        parts = cast("Any", frame)
        return cast("Frame", parts.map_partitions(carried_out, order, meta=carried_out(parts._meta, order)))
    return carried_out(frame, order)


def order_of(plan: Plan) -> Order:
    """What of a plan is needed to run it on a frame."""
    asked = (Asked(fact, _bits(plan, fact), members) for fact, members in plan.members.items())
    return Order(plan.text, tuple(asked), dict(plan.bits))


def _bits(plan: Plan, fact: str) -> int:
    spec = plan.spec(fact)
    return width_of(spec.range) if spec.kind is int else 1


def carried_out(frame: Frame, order: Order) -> Frame:
    """The frame with the outputs added. Raises FactRefused."""
    import narwhals as nw

    people: nw.LazyFrame[Value] = nw.from_native(frame)
    schema = people.collect_schema()
    kept: dict[str, nw.Expr] = {}
    answers = articles_with(order.text, _words(order, kept))(*(_column(asked, schema) for asked in order.facts))
    for name, value in kept.items():
        people = people.with_columns(value.alias(name))
    typed = {name: _expression(answers[name]).cast(_type(bits)) for name, bits in order.bits.items()}
    given = [name for name in schema if name not in typed]
    return people.with_columns(**typed).select(*given, *typed).to_native()  # type: ignore[no-any-return]  # as it came


def _column(asked: Asked, schema: nw.Schema) -> nw.Expr:
    """The column of a fact; numbers get the room that the articles need."""
    import narwhals as nw

    fact, bits, members = asked
    if fact not in schema:
        raise FactRefused(fact, "deze kolom ontbreekt.")
    found = schema[fact]
    if members and found in (nw.String, nw.Categorical, nw.Enum):
        return nw.col(fact)
    if not members and bits == 1 and found == nw.Boolean:
        return nw.col(fact)
    if not members and bits > 1 and found.is_integer():
        return nw.col(fact).cast(_type(bits))
    wanted = f"tekst ({', '.join(members)})" if members else "true of false" if bits == 1 else "een geheel getal"
    raise FactRefused(fact, f"deze kolom is van het type {found}; hier hoort {wanted}.")


def _words(order: Order, kept: dict[str, nw.Expr]) -> Words:
    import narwhals as nw

    def keep(name: str, value: Value) -> Value:
        if not isinstance(value, nw.Expr):
            return value
        kept[f"__{name}"] = value
        return nw.col(f"__{name}")

    return Words(
        kept=keep,
        where=lambda test, then, otherwise: nw.when(test).then(_expression(then)).otherwise(_expression(otherwise)),
        i32=lambda value: value.cast(nw.Int32),
        i64=lambda value: value.cast(nw.Int64),
        members={fact: {value: value for value in members} for fact, _, members in order.facts},
    )


def _type(bits: int) -> nw.dtypes.DType:
    import narwhals as nw

    return {1: nw.Boolean(), 64: nw.Int64()}.get(bits, nw.Int32())


def _expression(value: Value) -> nw.Expr:
    import narwhals as nw

    return value if isinstance(value, nw.Expr) else nw.lit(value)
