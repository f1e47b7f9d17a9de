"""Chapter 5 of the draft decree, the budget: when a grant starts (art. 16, completed by default 24).

The draft names no cap: the budget stops no grant. A cap is an article that takes the place of `granted_at_once` from a
day on (`decree/scenarios/articles_cap_...`): then a grant waits for a place, and nobody is refused. The docstrings are
this project's own paraphrase, in Dutch; they are not the text of the law.
"""

from __future__ import annotations

from loopbaankrediet.decree.loopbaankrediet.chapter5_grant_facts import article

SOURCE = "Keuze van dit project, standaard 24"


@article("art. 4 en art. 34", since="2027-01-01", known_since="2025-12-01", status="open", source=SOURCE)
def has_right(right_holds: bool) -> bool:
    """Alleen wie er recht op heeft, krijgt loopbaankrediet."""
    return right_holds


@article("art. 16 (budget)", since="2027-01-01", known_since="2025-12-01", status="open", source=SOURCE)
def granted_at_once(has_right: bool) -> bool:
    """Wie recht heeft, krijgt het krediet meteen: het budget houdt geen toekenning tegen."""
    return has_right
