"""What officers write about looks: why they looked, and why a question is closed."""

from loopbaankrediet.oversight.errors import TextMissing
from loopbaankrediet.web.forms import PlainForm
from loopbaankrediet.web.officer.payment_forms import words


class AnswerForm(PlainForm):
    words = words(
        "Waarom keek je?",
        TextMissing.message,
        "Schrijf welk werk het was. Alleen de functionaris voor gegevensbescherming leest dit.",
    )


class CloseForm(PlainForm):
    reason = words(
        "Wat is je besluit, en waarom?",
        TextMissing.message,
        "Vroeg een burger dit? Dan leest die burger je tekst, met je naam.",
    )
