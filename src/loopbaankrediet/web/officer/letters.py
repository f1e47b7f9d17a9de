"""The list of letters in words."""

from collections.abc import Sequence

from django.urls import reverse

from loopbaankrediet.messages.queries import LetterView
from loopbaankrediet.web.components import Cell, Column, Table
from loopbaankrediet.web.templatetags.dutch import day

NO_MAIL, CAME_BACK = "Koos geen mails", "De mail kwam niet aan"


def letters_table(letters: Sequence[LetterView]) -> Table:
    """Whom to write, what about, and why on paper."""
    rows: list[list[Cell | str]] = [
        [
            Cell(letter.name, reverse("officer:letter", args=[letter.message.id])),
            letter.message.title,
            day(letter.message.sent_on),
            Cell(CAME_BACK, pill="warn") if letter.bounced else NO_MAIL,
        ]
        for letter in letters
    ]
    columns = [Column("Aan"), Column("Bericht"), Column("Van"), Column("Waarom een brief?")]
    return Table("Brieven om te versturen, de oudste eerst", columns, rows, "Er wacht geen enkele brief.")
