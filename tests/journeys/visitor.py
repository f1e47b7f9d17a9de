"""A visitor: opens pages, presses buttons, and at every page checks that anyone could use it."""

import os
import time
from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, ViewportSize, expect

WAIT_SECONDS = 40
PICTURE_SIZE: ViewportSize = {"width": 1280, "height": 900}


@dataclass
class Visitor:
    """`seen` counts the pages that were checked; what the browser complains of (a blocked script) is a fault."""

    page: Page
    address: str
    javascript: bool = True
    seen: int = 0
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self.note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.note("error", str(error)))

    def note(self, kind: str, text: str) -> None:
        """A refused form answers 422, and the browser calls that an error: it is none."""
        if kind == "error" and "status of 422" not in text:
            self.complaints.append(text)

    def become(self, name: str) -> None:
        """Sign in as a persona of the demonstration."""
        self.open("/demo/")
        self.press(f"Ga verder als {name}")

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)
        self.check()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()
        self.check()

    def follow(self, name: str) -> None:
        self.main.get_by_role("link", name=name).first.click()
        self.check()

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
        if not self.javascript:
            return
        width = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert width <= 0, f"{self.page.url} is {width} px too wide"
        result = Axe().run(self.page)
        assert result.violations_count == 0, f"{self.page.url}\n{result.generate_report()}"
