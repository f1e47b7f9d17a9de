"""Why a payment waits, in Dutch: the same words for the counsellor and for the officers."""

from loopbaankrediet.payments.queries import Waiting, WaitReason
from loopbaankrediet.web.bank_words import bank_reason

WORDS = {
    WaitReason.BLOCKED: "De bank gaf twee verschillende antwoorden. We vragen haar wat er gebeurd is.",
    WaitReason.HELD: "De betalingen zijn stopgezet door een medewerker.",
    WaitReason.SUSPENDED: "De registratie is geschorst.",
    WaitReason.DISPUTED: "De burger betwist deze uren. De betaling wacht op de beslissing.",
    WaitReason.LEAVING: "De opdracht is goedgekeurd en vertrekt naar de bank.",
    WaitReason.AT_THE_BANK: "De opdracht is bij de bank.",
    WaitReason.DRAFT: "De opdracht moet nog goedgekeurd worden.",
    WaitReason.NO_BATCH: "De betaling zit nog niet in een opdracht.",
}


def wait_words(waiting: Waiting) -> str:
    """'De registratie is geschorst.'"""
    if waiting.reason is WaitReason.ACCOUNT:
        return f"De rekening neemt geen geld aan: {bank_reason(waiting.code)}. Er is een andere rekening nodig."
    if waiting.reason is WaitReason.CAME_BACK:
        return f"De vorige betaling kwam terug: {bank_reason(waiting.code)}."
    return WORDS[waiting.reason]


def who_follows(waiting: Waiting) -> str:
    """The name of the officer who follows it up, or the line that finds one."""
    return f"{waiting.person} volgt dit op." if waiting.person else "Bel 1700: we zoeken wie dit opvolgt."
