"""What the bank's answers mean, in Dutch."""

REASONS = {
    "AC01": "het rekeningnummer klopt niet",
    "AC03": "het rekeningnummer van de begunstigde klopt niet",
    "AC04": "de rekening is gesloten",
    "AC06": "de rekening is geblokkeerd",
    "AG01": "op deze rekening mag niet gestort worden",
    "AM10": "het totaal van de opdracht klopt niet",
    "AM18": "het aantal betalingen van de opdracht klopt niet",
    "BE01": "de naam hoort niet bij de rekening",
    "FF01": "de bank kan de opdracht niet lezen",
    "AC13": "dit soort rekening kan hiervoor niet dienen",
    "AC14": "dit soort rekening kan hiervoor niet dienen",
    "MD07": "de begunstigde is overleden",
    "MS02": "de begunstigde weigerde het geld",
    "MS03": "de bank zegt niet waarom",
    "RC01": "de bank van de begunstigde is niet te vinden",
}


def bank_reason(reason: str) -> str:
    """'AC04 closed' -> 'de rekening is gesloten (AC04 closed)'; an unknown code stays as the bank wrote it."""
    if not reason:
        return "de bank gaf geen reden"
    meaning = REASONS.get(reason[:4])
    return f"{meaning} ({reason})" if meaning else reason
