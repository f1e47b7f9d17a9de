"""The predecessor: career vouchers (loopbaancheques), from 1 July 2013 to 31 December 2026.

One module holds what one change of the law brought; an article that did not change then stays in force. The docstrings
are this project's own paraphrase, in Dutch, of what public pages say about the law (dossier 2A and 2B), not its text.
The chapters are those of the decision of 17 May 2013; the points within a chapter are our numbering. The definition of
guidance of 23 November 2017 (dossier 2.04) says what guidance is, not who has a right to it: no article here reads it.
"""

from __future__ import annotations

from loopbaankrediet.decree.law import Law
from loopbaankrediet.decree.vouchers import from_2013, from_2015, from_2020, from_autumn_2025
from loopbaankrediet.decree.vouchers.book import Amounts, article

CHANGES = (from_2013, from_2015, from_2020, from_autumn_2025)

LAW = Law(
    name="loopbaancheques",
    title="Besluit van 17 mei 2013 over de loopbaanbegeleiding (loopbaancheques), volgens openbare bronnen",
    book=article,
    amounts=Amounts,
    outcome="granted",
    results=("minutes", "public_cents", "own_cents"),
    says="Je krijgt een loopbaancheque.",
    denies="Je krijgt geen loopbaancheque.",
)
