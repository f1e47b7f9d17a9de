"""A visitor of the public check, who sends each form as the page laid it out."""

from html import unescape
from typing import Any

from django.test import Client

from loopbaankrediet import decree
from tests.web.visitor import FormReader

ADDRESS = "/heb-ik-er-recht-op/"
EMPLOYEE: dict[str, object] = {
    "residence": "flanders",
    "moved_in_from_eea": False,
    "workplace": "flanders",
    "employment_contract": True,
    "under_authority": False,
    "self_employed": False,
    "fund_affiliated": False,
    "seniority_months": 144,
    "schooling": "high",
    "vouchers_used": 0,
    "credit_minutes_granted": 0,
}
BOXES = {
    "seniority_months": ("juist_jaren", "juist_maanden", 12),
    "credit_minutes_granted": ("juist_uren", "juist_minuten", 60),
}


class Checker:
    """A visitor of the check: answers question after question, and remembers which were asked."""

    def __init__(self) -> None:
        self.client = Client()
        self.asked: list[str] = []
        self.show(self.client.get(ADDRESS))

    def show(self, answer: Any) -> None:
        self.status, self.html = answer.status_code, unescape(answer.content.decode())
        reader = FormReader()
        reader.feed(self.html)
        self.form: dict[str, Any] = reader.forms.get(ADDRESS, {})
        self.headers = answer.headers

    @property
    def question(self) -> str:
        return str(self.form.get("vraag", [""])[0])

    def send(self, **typed: Any) -> None:
        self.show(self.client.post(ADDRESS, self.form | typed))

    def reply(self, value: object) -> None:
        """Answer the question on the page: a value, or None for 'Weet ik niet'."""
        name = self.question
        self.asked.append(name)
        if name in BOXES and isinstance(value, int):
            large, small, size = BOXES[name]
            self.send(stap="volgende", **{large: value // size, small: value % size})
        elif decree.FACTS[name].kind is int:
            self.send(**({"stap": "weet_niet"} if value is None else {"stap": "volgende", "juist_aantal": value}))
        elif isinstance(value, bool):
            self.send(stap="volgende", keuze="ja" if value else "nee")
        else:
            self.send(stap="volgende", keuze="?" if value is None else value)

    def answer_all(self, facts: dict[str, object]) -> None:
        while self.question:
            self.reply(facts[self.question])
