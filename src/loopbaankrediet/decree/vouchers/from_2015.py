"""From 1 March 2015 people of Flanders who do not work there have access too (dossier 2.03)."""

from __future__ import annotations

from loopbaankrediet.decree.facts import Region
from loopbaankrediet.decree.vouchers.book import article


@article(
    "BVR 17-05-2013 (woonplaats)",
    since="2015-03-01",
    known_since="2015-03-01",
    status="in force",
    source="vdab-loopbaancheque.be/wie (graad H); begindag volgens ivobrugge.be en cvovilvoorde.be (graad M)",
)
def resident(residence: Region, moved_in_from_eea: bool, workplace: Region) -> bool:
    """Je woont in Vlaanderen of Brussel. Of je werkt daar, en je woont in een ander land van de Europese Economische
    Ruimte of je kwam vanuit zo'n land in Wallonië wonen.
    """
    lives_here = residence in (Region.FLANDERS, Region.BRUSSELS)
    works_here = workplace in (Region.FLANDERS, Region.BRUSSELS)
    moves_freely = residence == Region.EEA or (residence == Region.WALLONIA and moved_in_from_eea)
    return lives_here or (works_here and moves_freely)
