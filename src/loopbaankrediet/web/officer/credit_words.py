"""How far the year's payment credit reaches, what did not leave, and what a restore lost, in words."""

from collections.abc import Sequence

from loopbaankrediet.kernel.amounts import euro
from loopbaankrediet.payments.queries import Lost, Reach, Undelivered
from loopbaankrediet.web.templatetags.dutch import moment


def reach_words(reach: Reach) -> str:
    """Empty when the credit pays all that waits."""
    if not reach.waits:
        return ""
    waits = "1 betaling wacht" if reach.waits == 1 else f"{reach.waits} betalingen wachten"
    return (
        f"{waits} op krediet, samen {euro(reach.waits_cents)}. Er is nog {euro(reach.free_cents)} vereffeningskrediet "
        "vrij. De opdracht neemt de oudste betalingen die erin passen. Laat het krediet aanpassen voor de rest."
    )


def undelivered_words(files: Sequence[Undelivered]) -> list[str]:
    return [
        f"Opdracht {file.message_id}, goedgekeurd op {moment(file.written_at)}: "
        f"{file.why or 'er is nog niets geprobeerd. Draait het achtergrondwerk?'}"
        for file in files
    ]


def lost_words(payments: Sequence[Lost]) -> list[str]:
    return [
        f"{item.end_to_end_id}: {euro(item.cents)} aan {item.payee}, rekening eindigt op {item.account_end}."
        for item in payments
    ]
