"""The guide by need: a few plain questions, each a page of links, that end at the service that fits.

Nothing is asked that a link cannot ask, so nothing is kept. Names of other services are those of their own pages; what
they do is said in our words (dossier 4.07, 4.12; B2.03).
"""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from loopbaankrediet.kernel.errors import NotFound
from loopbaankrediet.web.access import public
from loopbaankrediet.web.requests import AppRequest

VDAB = "https://www.vdab.be"
FLANDERS = "https://www.vlaanderen.be"
SPEAK = "spreken"


@dataclass(frozen=True)
class Choice:
    """`to` is another place of the guide, the name of an address of ours, or an address of somebody else."""

    label: str
    to: str

    @property
    def url(self) -> str:
        if self.to.startswith("https:"):
            return self.to
        return reverse(self.to) if ":" in self.to else reverse("public:guide", args=[self.to])


@dataclass(frozen=True)
class Question:
    title: str
    lead: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Answer:
    """Where the guide ends: `points` say what it is, `actions` lead there, the most likely first."""

    title: str
    lead: str
    points: tuple[str, ...]
    actions: tuple[Choice, ...]


NEEDS = (
    Choice("Ik twijfel over mijn werk of mijn loopbaan", "werk"),
    Choice("Ik wil weten wat ik goed kan, of wat ik nog kan leren", "competentiecheck"),
    Choice("Ik wil een opleiding volgen", "opleiding"),
    Choice("Ik heb nu geen werk", "geen-werk"),
    Choice("Ik ben jong en weet nog niet wat ik wil", "jong"),
    Choice("Ik weet het niet. Ik wil iemand spreken", SPEAK),
)
GUIDANCE = Answer(
    "Loopbaanbegeleiding past bij jou",
    "Je praat met een begeleider die je zelf kiest. De Vlaamse overheid betaalt het grootste deel.",
    (
        "Je krijgt enkele uren begeleiding. In het voorontwerp van decreet heet dat loopbaankrediet.",
        "Je moet al jaren gewerkt hebben. We kijken dat voor je na.",
        "Het eerste gesprek is gratis.",
    ),
    (
        Choice("Kijk of je recht hebt", "public:check"),
        Choice("Vraag loopbaanbegeleiding aan", "citizen:apply"),
        Choice("Zoek een loopbaanbegeleider", "public:register"),
    ),
)
PLACES: dict[str, Question | Answer] = {
    "werk": Question(
        "Werk je nu?",
        "Ook wie ziek is, met verlof of in opzeg, werkt nog.",
        (
            Choice("Ja, voor een werkgever", "loopbaanbegeleiding"),
            Choice("Ja, als zelfstandige", "loopbaanbegeleiding"),
            Choice("Ja, maar nog niet zo lang", "kort-gewerkt"),
            Choice("Nee, ik heb nu geen werk", "geen-werk"),
            Choice("Ik weet het niet", SPEAK),
        ),
    ),
    "kort-gewerkt": Question(
        "Wat zoek je vooral?",
        "Voor loopbaanbegeleiding moet je al jaren gewerkt hebben. Werk in een ander land telt ook.",
        (
            Choice("Ik wil toch kijken of ik recht heb", "public:check"),
            Choice("Ik ben jong en weet nog niet wat ik wil", "jong"),
            Choice("Ik wil weten wat ik goed kan", "competentiecheck"),
            Choice("Ik wil een opleiding volgen", "opleiding"),
        ),
    ),
    "opleiding": Question(
        "Weet je al welke opleiding?",
        "Je hoeft nog niets zeker te weten.",
        (
            Choice("Ja, ik wil weten welk verlof of welke steun ik kan krijgen", "opleidingsbalans"),
            Choice("Nee, ik wil eerst weten wat bij mij past", "werk"),
            Choice("Nee, ik wil eerst weten wat ik al kan", "competentiecheck"),
        ),
    ),
    "loopbaanbegeleiding": GUIDANCE,
    "competentiecheck": Answer(
        "Doe de competentiecheck van VDAB",
        "Dat is een gratis test op de website van VDAB, voor wie werkt.",
        (
            "Je ziet wat je al kan, en wat je nog mist voor een andere job.",
            "Je krijgt ideeën voor een opleiding.",
            "Wil je daarna over de uitslag praten? Dat kan met loopbaanbegeleiding.",
        ),
        (Choice("Naar VDAB", VDAB), Choice("Praat erover met een begeleider", "werk")),
    ),
    "opleidingsbalans": Answer(
        "Bekijk je opleidingsbalans",
        "Daar zie je welk opleidingsverlof, welke cheques en welk krediet je nog hebt.",
        (
            "Zoek op vlaanderen.be naar 'Mijn Opleidingstegoed' en meld je daar aan.",
            "Een plan dat je met een loopbaanbegeleider maakt, opent later misschien meer. Dat staat nog niet vast.",
        ),
        (Choice("Naar vlaanderen.be", FLANDERS), Choice("Maak eerst een plan met een begeleider", "werk")),
    ),
    "geen-werk": Answer(
        "VDAB helpt je gratis",
        "Loopbaanbegeleiding is er voor wie werkt. Zonder werk helpt VDAB je.",
        (
            "Een bemiddelaar zoekt samen met jou naar werk of een opleiding.",
            "Ben je ziek, met verlof of in opzeg? Dan heb je nog werk. Kijk dan of je recht hebt.",
        ),
        (Choice("Naar VDAB", VDAB), Choice("Kijk toch of je recht hebt", "public:check")),
    ),
    "jong": Answer(
        "Loopbaanoriëntatie voor jongeren",
        "Er is een aparte oproep om jongeren te helpen kiezen. VDAB weet wie dat bij jou in de buurt doet.",
        (
            "Vraag aan VDAB naar 'Loopbaanoriëntatie voor Jongeren'.",
            "Werk je al jaren? Dan kan je misschien ook loopbaanbegeleiding krijgen.",
        ),
        (Choice("Naar VDAB", VDAB), Choice("Kijk of je recht hebt op loopbaanbegeleiding", "public:check")),
    ),
    SPEAK: Answer(
        "Spreek met iemand",
        "Je hoeft niet te weten wat je nodig hebt. We zoeken het samen uit.",
        (
            "Maak een afspraak: je kiest een dag en een uur, en je weet met wie je spreekt.",
            "Lukt aanmelden niet? Bel dan. Een medewerker doet het samen met jou.",
        ),
        (Choice("Maak een afspraak", "citizen:speak"), Choice("Hulp en contact", "public:help")),
    ),
}


@public
@require_safe
def guide(request: AppRequest, place: str) -> HttpResponse:
    found = PLACES.get(place)
    if found is None:
        raise NotFound
    template = "guide_question" if isinstance(found, Question) else "guide_answer"
    context = {"found": found, "is_speaking": place == SPEAK}
    return render(request, f"web/public/{template}.html", context)
