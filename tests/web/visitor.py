"""A persona with a browser: signs in, opens pages, and sends forms as the page laid them out."""

from html.parser import HTMLParser
from typing import Any

from loopbaankrediet.kernel.clock import FixedClock, SystemClock
from tests.story import FIRST_DAY, Story
from tests.web.visitor_session import signed_in


class FormReader(HTMLParser):
    """The values of every form of a page, by its action (empty: the page itself)."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, list[str]]] = {}
        self.current: dict[str, list[str]] | None = None
        self.area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.current = self.forms.setdefault(values.get("action", ""), {})
        elif self.current is not None and tag == "input" and "name" in values:
            is_choice = values.get("type") in ("radio", "checkbox")
            if not is_choice or "checked" in values:
                self.current.setdefault(values["name"], []).append(values.get("value", ""))
        elif self.current is not None and tag == "textarea":
            self.area = values["name"]
            self.current[self.area] = [""]

    def handle_data(self, data: str) -> None:
        if self.area and self.current is not None:
            self.current[self.area][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.area = ""
        elif tag == "form":
            self.current = None


class Visitor:
    """One persona, signed in by the function of the sign-in itself, with a fresh strong proof."""

    def __init__(self, name: str) -> None:
        self.client = signed_in(name)

    def page(self, address: str) -> str:
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200, (address, answer.status_code)
        return answer.content.decode()

    def status(self, address: str) -> int:
        return self.client.get(address).status_code

    def filled(self, address: str, action: str = "") -> dict[str, Any]:
        """The form of the page as it stands, before anybody types."""
        reader = FormReader()
        reader.feed(self.page(address))
        return {name: value for name, value in reader.forms[action].items() if name != "csrfmiddlewaretoken"}

    def send(self, address: str, data: dict[str, Any]) -> tuple[int, str]:
        """Status and text of the page where it ends."""
        answer = self.client.post(address, data, follow=True)
        return answer.status_code, answer.content.decode()

    def press(self, address: str, action: str = "", **typed: Any) -> tuple[int, str]:
        """Open a page, change what is typed, and send the form with this action."""
        return self.send(action or address, self.filled(address, action) | typed)


def story_of_today() -> Story:
    """A seeded platform on the clock that the pages use."""
    return Story(FixedClock(SystemClock().now(), FIRST_DAY))
