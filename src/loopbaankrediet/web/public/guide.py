"""The guide by need: a few plain questions, each a page of links, that end at the service that fits.

Nothing is asked that a link cannot ask, so nothing is kept. Names of other services are those of their own pages; what
they do is said in our words (dossier 4.07, 4.12; B2.03).
"""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_noop as _
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
    Choice(_("Ik twijfel over mijn werk of mijn loopbaan"), "werk"),
    Choice(_("Ik wil weten wat ik goed kan, of wat ik nog kan leren"), "competentiecheck"),
    Choice(_("Ik wil een opleiding volgen"), "opleiding"),
    Choice(_("Ik heb nu geen werk"), "geen-werk"),
    Choice(_("Ik ben jong en weet nog niet wat ik wil"), "jong"),
    Choice(_("Ik weet het niet. Ik wil iemand spreken"), SPEAK),
)
GUIDANCE = Answer(
    _("Loopbaanbegeleiding past bij jou"),
    _("Je praat met een begeleider die je zelf kiest. De Vlaamse overheid betaalt het grootste deel."),
    (
        _("Je krijgt enkele uren begeleiding. In het voorontwerp van decreet heet dat loopbaankrediet."),
        _("Je moet al jaren gewerkt hebben. We kijken dat voor je na."),
        _("Het eerste gesprek is gratis."),
    ),
    (
        Choice(_("Kijk of je recht hebt"), "public:check"),
        Choice(_("Vraag loopbaanbegeleiding aan"), "citizen:apply"),
        Choice(_("Zoek een loopbaanbegeleider"), "public:register"),
    ),
)
PLACES: dict[str, Question | Answer] = {
    "werk": Question(
        _("Werk je nu?"),
        _("Ook wie ziek is, met verlof of in opzeg, werkt nog."),
        (
            Choice(_("Ja, voor een werkgever"), "loopbaanbegeleiding"),
            Choice(_("Ja, als zelfstandige"), "loopbaanbegeleiding"),
            Choice(_("Ja, maar nog niet zo lang"), "kort-gewerkt"),
            Choice(_("Nee, ik heb nu geen werk"), "geen-werk"),
            Choice(_("Ik weet het niet"), SPEAK),
        ),
    ),
    "kort-gewerkt": Question(
        _("Wat zoek je vooral?"),
        _("Voor loopbaanbegeleiding moet je al jaren gewerkt hebben. Werk in een ander land telt ook."),
        (
            Choice(_("Ik wil toch kijken of ik recht heb"), "public:check"),
            Choice(_("Ik ben jong en weet nog niet wat ik wil"), "jong"),
            Choice(_("Ik wil weten wat ik goed kan"), "competentiecheck"),
            Choice(_("Ik wil een opleiding volgen"), "opleiding"),
        ),
    ),
    "opleiding": Question(
        _("Weet je al welke opleiding?"),
        _("Je hoeft nog niets zeker te weten."),
        (
            Choice(_("Ja, ik wil weten welk verlof of welke steun ik kan krijgen"), "opleidingsbalans"),
            Choice(_("Nee, ik wil eerst weten wat bij mij past"), "werk"),
            Choice(_("Nee, ik wil eerst weten wat ik al kan"), "competentiecheck"),
        ),
    ),
    "loopbaanbegeleiding": GUIDANCE,
    "competentiecheck": Answer(
        _("Doe de competentiecheck van VDAB"),
        _("Dat is een gratis test op de website van VDAB, voor wie werkt."),
        (
            _("Je ziet wat je al kan, en wat je nog mist voor een andere job."),
            _("Je krijgt ideeën voor een opleiding."),
            _("Wil je daarna over de uitslag praten? Dat kan met loopbaanbegeleiding."),
        ),
        (Choice(_("Naar VDAB"), VDAB), Choice(_("Praat erover met een begeleider"), "werk")),
    ),
    "opleidingsbalans": Answer(
        _("Bekijk je opleidingsbalans"),
        _("Daar zie je welk opleidingsverlof, welke cheques en welk krediet je nog hebt."),
        (
            _("Zoek op vlaanderen.be naar 'Mijn Opleidingstegoed' en meld je daar aan."),
            _("Een plan dat je met een loopbaanbegeleider maakt, opent later misschien meer. Dat staat nog niet vast."),
        ),
        (Choice(_("Naar vlaanderen.be"), FLANDERS), Choice(_("Maak eerst een plan met een begeleider"), "werk")),
    ),
    "geen-werk": Answer(
        _("VDAB helpt je gratis"),
        _("Loopbaanbegeleiding is er voor wie werkt. Zonder werk helpt VDAB je."),
        (
            _("Een bemiddelaar zoekt samen met jou naar werk of een opleiding."),
            _("Ben je ziek, met verlof of in opzeg? Dan heb je nog werk. Kijk dan of je recht hebt."),
        ),
        (Choice(_("Naar VDAB"), VDAB), Choice(_("Kijk toch of je recht hebt"), "public:check")),
    ),
    "jong": Answer(
        _("Loopbaanoriëntatie voor jongeren"),
        _("Er is een aparte oproep om jongeren te helpen kiezen. VDAB weet wie dat bij jou in de buurt doet."),
        (
            _("Vraag aan VDAB naar 'Loopbaanoriëntatie voor Jongeren'."),
            _("Werk je al jaren? Dan kan je misschien ook loopbaanbegeleiding krijgen."),
        ),
        (Choice(_("Naar VDAB"), VDAB), Choice(_("Kijk of je recht hebt op loopbaanbegeleiding"), "public:check")),
    ),
    SPEAK: Answer(
        _("Spreek met iemand"),
        _("Je hoeft niet te weten wat je nodig hebt. We zoeken het samen uit."),
        (
            _("Maak een afspraak: je kiest een dag en een uur, en je weet met wie je spreekt."),
            _("Lukt aanmelden niet? Bel dan. Een medewerker doet het samen met jou."),
        ),
        (Choice(_("Maak een afspraak"), "citizen:speak"), Choice(_("Hulp en contact"), "public:help")),
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
