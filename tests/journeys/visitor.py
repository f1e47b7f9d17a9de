"""A visitor: opens pages, presses buttons, and at every page checks that anyone could use it."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, ViewportSize, expect

from loopbaankrediet.demo.personas import PERSONAS, Persona
from loopbaankrediet.kernel.actors import Capacity

WAIT_SECONDS = 40
PICTURE_SIZE: ViewportSize = {"width": 1280, "height": 900}
AS = {
    Capacity.CITIZEN: "Aanmelden als burger",
    Capacity.COUNSELLOR: "Aanmelden als loopbaanbegeleider",
    Capacity.OFFICER: "Aanmelden als medewerker",
}
PROOF = "Toon dat jij het bent"
OF_THE_SIGN_IN = ("Je bent afgemeld", "Aanmelden", "Wie ben je?", "Wil je je afmelden?", "Bevestig met eID", PROOF)


HOME = {Capacity.CITIZEN: "/mijn/", Capacity.COUNSELLOR: "/begeleider/", Capacity.OFFICER: "/medewerker/"}


@dataclass
class Visitor:
    """`seen` counts the pages that were checked; what the browser complains of (a blocked script) is a fault.

    Everybody has a browser of his own, as in life: who comes back is still signed in there.
    """

    page: Page
    address: str
    javascript: bool = True
    seen: int = 0
    complaints: list[str] = field(default_factory=list)
    expected: tuple[str, ...] = ("status of 422",)
    checked_once: set[str] = field(default_factory=set)
    browsers: dict[str, Page] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._listen()

    def _listen(self) -> None:
        self.page.on("console", lambda message: self.note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.note("error", str(error)))

    def note(self, kind: str, text: str) -> None:
        """A refused form answers 422, and the browser calls that an error: it is none."""
        if kind == "error" and not any(part in text for part in self.expected):
            self.complaints.append(text)

    def become(self, name: str) -> None:
        """Go to the browser of a persona, and sign in there by the pages of the provider unless that was done."""
        persona = persona_called(name)
        if self._goes_to_browser_of(name):
            self.open(HOME[persona.audience])
            return
        self.open("/aanmelden/")
        self.follow(AS[persona.audience])
        self.press(f"Ga verder als {persona.name}")

    def _goes_to_browser_of(self, name: str) -> bool:
        """Whether she was there before; the first one has the browser that is open."""
        is_back = name in self.browsers
        if not is_back:
            self.browsers[name] = self._new_browser() if self.browsers else self.page
        self.page = self.browsers[name]
        if not is_back and len(self.browsers) > 1:
            self._listen()
        return is_back

    def _new_browser(self) -> Page:
        chromium = self.page.context.browser
        assert chromium is not None
        context = chromium.new_context(
            viewport=self.page.viewport_size, java_script_enabled=self.javascript, locale="nl-BE"
        )
        return context.new_page()

    def leave(self) -> None:
        """Sign out, here and at the provider (which may ask); this browser is nobody's after it."""
        self.press("Afmelden")
        if self.button("Ja, meld me af").count():
            self.press("Ja, meld me af")
        self.browsers = {name: page for name, page in self.browsers.items() if page is not self.page}

    def prove(self) -> None:
        """Show who you are in the middle of an act, and go on with it."""
        self.follow("Aanmelden en verdergaan")
        self.press("Bevestig met eID")
        if self.page.title().startswith("Bevestig nog één keer"):
            self.press("Bevestigen")

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.arrive()

    def press(self, name: str, *, prove: bool = True) -> None:
        self.button(name).first.click()
        self.arrive(prove=prove)

    def follow(self, name: str) -> None:
        self.main.get_by_role("link", name=name).first.click()
        self.arrive(prove=name != "Aanmelden en verdergaan")

    def arrive(self, *, prove: bool = True) -> None:
        """Check the page; where it asks for a stronger proof, give it."""
        self.check()
        if prove and self.page.title().startswith(PROOF):
            self.prove()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name)

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label: str) -> None:
        self.page.get_by_label(label).first.check()

    def unfold(self, summary: str) -> None:
        self.main.get_by_text(summary).first.click()

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.main.get_by_text(text).first).to_be_visible()

    def does_not_see(self, text: str) -> None:
        expect(self.main.get_by_text(text)).to_have_count(0)

    def sees_after_a_while(self, text: str, press: str) -> None:
        """What other processes bring: press again until it is there."""
        deadline = time.monotonic() + WAIT_SECONDS
        while self.main.get_by_text(text).count() == 0 and time.monotonic() < deadline:
            time.sleep(0.5)
            self.press(press)
        self.sees(text)

    def picture(self, name: str) -> None:
        """Keep the first page of this name for the README, when LOOPBAANKREDIET_PICTURES names a folder."""
        folder = os.environ.get("LOOPBAANKREDIET_PICTURES")
        if folder and self.javascript and self.page.viewport_size == PICTURE_SIZE:
            path = Path(folder) / f"{name}.png"
            if not path.exists():
                self.page.screenshot(path=path)

    def check(self) -> None:
        """The page fits its width, has no accessibility violation, and the browser has nothing to complain about."""
        self.page.wait_for_load_state()
        self.seen += 1
        assert self.complaints == [], self.page.url
        if not self.javascript or self.was_checked():
            return
        width = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"{self.page.url} is {width} px too wide"
        result = Axe().run(self.page)
        assert result.violations_count == 0, f"{self.page.url}\n{result.generate_report()}"

    def was_checked(self) -> bool:
        """The pages of a sign-in come back often; once per journey is enough."""
        title = self.page.title()
        known = title in self.checked_once
        if title.startswith(OF_THE_SIGN_IN):
            self.checked_once.add(title)
        return known


def persona_called(name: str) -> Persona:
    """By given name."""
    return next(persona for persona in PERSONAS if persona.given_name == name)
