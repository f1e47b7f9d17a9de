"""What of a page is read in its own language: all text and spoken labels outside what is marked as another one."""

import re

from lxml import html
from scripts.translations import catalogue

SPOKEN = ("aria-label", "title", "placeholder", "alt")
WORDS = re.compile(r"[^\W\d_]+(?:[-'’.][^\W\d_]+)*")
DUTCH = frozenset(
    (
        *("de", "het", "een", "van", "niet", "geen", "je", "jij", "jouw", "wij", "ons", "onze", "mijn", "dit", "deze"),
        *(
            "dat",
            "met",
            "voor",
            "naar",
            "bij",
            "uit",
            "aan",
            "als",
            "dan",
            "maar",
            "ook",
            "nog",
            "wel",
            "en",
            "te",
            "tot",
        ),
        *("om", "er", "kan", "kon", "mag", "moet", "hoe", "waar", "wanneer", "waarom", "hier", "daar", "wordt", "zijn"),
        *(
            "wil",
            "krijg",
            "krijgt",
            "uur",
            "uren",
            "dag",
            "dagen",
            "minuten",
            "maand",
            "jaar",
            "begeleider",
            "beslissing",
        ),
        *("begeleiding", "aanvraag", "bericht", "berichten", "gesprek", "verslag", "vul", "kies", "terug", "betaalt"),
    )
)


TRANSLATED = frozenset(message.id for message in catalogue() if message.id and message.id != message.string)


def dutch_words(page: str) -> list[str]:
    """Texts of an English page with common Dutch words, or that the catalogue has in English."""
    tree = html.fromstring(page)
    for hidden in tree.xpath("//script|//style|//*[@lang='nl']|//datalist"):
        hidden.drop_tree()
    found = [str(text) for text in tree.xpath("//text()")]
    found += [str(value) for name in SPOKEN for value in tree.xpath(f"//@{name}")]
    return [text.strip() for text in found if DUTCH & set(WORDS.findall(text)) or text.strip() in TRANSLATED]
