"""Text in files for spreadsheets: it stays text."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def plain_text(text: str) -> str:
    """A spreadsheet would run what begins like a formula; an apostrophe makes it text again."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
