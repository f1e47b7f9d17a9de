"""Chapter 4 of the draft decree, counsellors, from 1 January 2030: no more grace (dossier 2.40, default 20)."""

from __future__ import annotations

from loopbaankrediet.decree.loopbaankrediet.chapter4_counsellors_facts import Qualification, article


@article(
    "art. 12 (beroepskwalificatie)",
    since="2030-01-01",
    known_since="2025-12-01",
    status="open",
    source="SERV-advies over het voorontwerp, 2.4, voor de beroepskwalificatie; gelijkstelling en uitstel koos dit "
    "project (standaard 20)",
)
def qualified(qualification: Qualification) -> bool:
    """Je hebt de beroepskwalificatie loopbaanbegeleider of een gelijkgesteld bewijs. Uitstel is er niet meer."""
    return qualification in (Qualification.PROFESSIONAL_QUALIFICATION, Qualification.EQUIVALENT)
