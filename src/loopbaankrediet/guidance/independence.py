"""A counsellor guides no family, no own staff, and nobody whom he represents (default 11)."""

from loopbaankrediet.guidance.errors import DeclarationMissing, FamilyAsClient, HelperAsCounsellor
from loopbaankrediet.guidance.models import Track
from loopbaankrediet.kernel.clock import Clock
from loopbaankrediet.people.mandates.queries import represents_now
from loopbaankrediet.people.queries import national_number_of
from loopbaankrediet.sources.queries import is_close_family

DECLARATION = (
    "Ik verklaar op eer: deze klant is niet mijn partner, geen familie of aangetrouwde familie van mij tot in de "
    "tweede graad, en werkt niet voor mij of voor mijn organisatie."
)
"""What the counsellor declares with every agreement; the text is kept with it."""


def check_declares_unrelated(track: Track, *, declared: bool, clock: Clock) -> None:
    """The counsellor said so, and no source knows better. What no source knows is left to his word."""
    if not declared:
        raise DeclarationMissing
    client, counsellor = national_number_of(track.person), national_number_of(track.counsellor.person)
    if is_close_family(client, counsellor, on=clock.today()):
        raise FamilyAsClient


def check_does_not_represent(track: Track, *, clock: Clock) -> None:
    if represents_now(track.counsellor.person_id, track.person_id, clock=clock):
        raise HelperAsCounsellor
