"""What each ground to act for a citizen allows, as data, in words for her and in words for who acts for her."""

from collections.abc import Collection
from enum import StrEnum

from loopbaankrediet.kernel.actors import Representation, Scope

WORDS = {
    Scope.FOLLOW: "je dossier volgen: je aanvraag, je uren, je afspraken en je betalingen",
    Scope.APPLY: "voor jou aanvragen, en antwoorden op vragen over je aanvraag",
    Scope.CHOOSE: "een loopbaanbegeleider kiezen, en daarvoor een code maken",
    Scope.SIGN: "een overeenkomst tekenen, en een begeleiding stoppen",
    Scope.HOURS: "zeggen of je uren kloppen, en antwoorden over je betalingen",
    Scope.CONTENT: "de verslagen van je gesprekken lezen",
    Scope.DECLARE: "iets verklaren op eer, zoals je hoogste diploma",
    Scope.MANDATES: "iemand anders volmacht geven, of aan je volmachten raken",
    Scope.LOOKS: "nakijken wie in je gegevens keek",
}
WORDS_FOR_WHO_ACTS = {
    Scope.FOLLOW: "het dossier volgen: de aanvraag, de uren, de afspraken en de betalingen",
    Scope.APPLY: "aanvragen, en antwoorden op vragen over de aanvraag",
    Scope.CHOOSE: "een loopbaanbegeleider kiezen, en daarvoor een code maken",
    Scope.SIGN: "een overeenkomst tekenen, en een begeleiding stoppen",
    Scope.HOURS: "zeggen of de uren kloppen, en antwoorden over de betalingen",
    Scope.CONTENT: "de verslagen van de gesprekken lezen",
    Scope.DECLARE: "iets verklaren op eer, zoals het hoogste diploma",
    Scope.MANDATES: "iemand anders volmacht geven, of aan een volmacht raken",
    Scope.LOOKS: "nakijken wie in de gegevens keek",
}
GROUNDS = {
    Representation.HELPER: "je volmacht",
    Representation.LEGAL_REPRESENTATIVE: "de beslissing van de rechter",
    Representation.DESK: "wat je aan het loket mag doen",
}
"""What a step has to stand in, in words for who acts."""
ALWAYS = frozenset({Scope.FOLLOW, Scope.APPLY, Scope.CHOOSE})
"""What every helper may: without it a power of attorney is of no use."""
TO_TICK = (Scope.SIGN, Scope.HOURS, Scope.CONTENT)
"""What a helper may only when the citizen ticked it: what binds her, moves money, or is confidential."""
NEVER = (Scope.DECLARE, Scope.MANDATES, Scope.LOOKS)
"""What no helper may: it is personal, or it would hide from her what a helper does."""
WITHOUT_TICKS = {
    Representation.HELPER: ALWAYS,
    Representation.LEGAL_REPRESENTATIVE: frozenset({Scope.FOLLOW}),
    Representation.DESK: frozenset(Scope) - {Scope.CONTENT},
}
"""What a ground allows by itself; a representative may besides what the judge decided.

The desk never opens a report: the department does not read them (default 17).
"""


class Matter(StrEnum):
    """What a judge's decision is about."""

    PERSON = "person"
    GOODS = "goods"


class Manner(StrEnum):
    """Whether the representative acts in her place, or she herself with his consent."""

    IN_HER_PLACE = "in_her_place"
    WITH_CONSENT = "with_consent"


OF_MATTER = {
    Matter.PERSON: frozenset({Scope.CHOOSE, Scope.CONTENT}),
    Matter.GOODS: frozenset({Scope.SIGN, Scope.HOURS}),
}
OF_EITHER = frozenset({Scope.APPLY, Scope.DECLARE, Scope.MANDATES, Scope.LOOKS})
READS = frozenset({Scope.CONTENT, Scope.LOOKS})
"""With consent she acts herself: the representative only reads."""


def decided(matters: Collection[Matter], manner: Manner) -> frozenset[Scope]:
    """What a judge's decision on these matters gives the representative, besides following the file."""
    scopes = OF_EITHER.union(*(OF_MATTER[matter] for matter in matters))
    return scopes if manner is Manner.IN_HER_PLACE else scopes & READS


def scopes_of(representation: Representation, ticked: list[str]) -> frozenset[Scope]:
    """What this ground allows, with what the citizen ticked or the judge decided."""
    return WITHOUT_TICKS[representation] | {Scope(name) for name in ticked}
