"""The loopbaankrediet: the draft decree, planned to start on 1 January 2027."""

from __future__ import annotations

from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.loopbaankrediet import chapter2_credit, chapter5_fee, chapter13_transition
from loopbaankrediet.decree.loopbaankrediet.book import Amounts, article

CHAPTERS = (chapter2_credit, chapter5_fee, chapter13_transition)

LAW = Law(
    name="loopbaankrediet",
    title="Decreet over het loopbaankrediet (voorontwerp, zoals het SERV-advies het beschrijft)",
    book=article,
    amounts=Amounts,
    outcome="granted",
    results=("minutes", "public_cents_per_hour", "own_cents_per_hour", "total_cents_per_hour"),
    says="Je krijgt loopbaankrediet.",
    denies="Je krijgt geen loopbaankrediet.",
)
