"""The words that somebody types, as the register is searched: in any form, and joined or not (docs/adr/0040)."""

import re
import unicodedata
from collections.abc import Iterator

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from loopbaankrediet.counsellors.models import Profile
from loopbaankrediet.counsellors.offer import TargetGroup

SHORTEST_PART = 4
MOST_WORDS = 8


def folded(text: str) -> str:
    """Without capitals, accents, hyphens and apostrophes: 'Burn-out' and 'burnout' are one word."""
    signs = unicodedata.normalize("NFKD", text.casefold())
    return re.sub("[-'\u2019]", "", "".join(sign for sign in signs if not unicodedata.combining(sign)))


def words_of(text: str) -> list[str]:
    """At most eight: who types more is no help."""
    return folded(text).split()[:MOST_WORDS]


def says(word: str) -> Q:
    """Rows of the search text that have this word: a part of it, a form of it, or its parts apart."""
    found = Q(words__contains=word)
    stem = "".join(sign for sign in word if sign.isalnum())
    if stem:
        forms = " | ".join([f"{stem}:*", *(f"({first}:* & {second}:*)" for first, second in parts(stem))])
        found |= Q(stems=SearchQuery(forms, config="dutch", search_type="raw"))
    groups = [group.value for group in TargetGroup if len(word) >= SHORTEST_PART and word in folded(group.label)]
    if groups:
        found |= Q(counsellor_id__in=Profile.objects.filter(target_groups__overlap=groups).values("counsellor_id"))
    return found


def parts(word: str) -> Iterator[tuple[str, str]]:
    """Every way to cut a compound in two: both parts must begin a word of the text, so a wrong cut finds nothing."""
    for place in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        yield word[:place], word[place:]
