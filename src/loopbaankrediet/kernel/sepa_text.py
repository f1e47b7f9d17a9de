"""Text in the Latin character set that every SEPA bank must accept.

Source: EPC217-08, "SEPA requirements for an extended character set": letters lose their diacritics, `&`
becomes `+`, what has no Latin counterpart becomes a full stop.
"""

import re
import unicodedata

SEPA_SIGNS = r"A-Za-z0-9/\-?:().,'+"
_SIGN = re.compile(rf"[{SEPA_SIGNS}]")
_CLEAN = re.compile(rf"[{SEPA_SIGNS}]+(?: [{SEPA_SIGNS}]+)*")
_IDENTIFIER = re.compile(rf"(?!/)(?!.*//)[{SEPA_SIGNS}]{{1,35}}(?<!/)")
PARTY_NAME_LENGTH = 70
_INVISIBLE = frozenset({"Mn", "Me", "Cf"})
_COUNTERPARTS = {
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D",
    "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ł": "l", "Ł": "L", "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T",
    "ı": "i", "ŋ": "n", "Ŋ": "N", "ə": "e", "Ə": "E", "ĸ": "k", "&": "+", "_": "-", "–": "-", "—": "-",
    "‐": "-", "’": "'", "‘": "'", "ʼ": "'", "`": "'",
}  # fmt: skip


class _Signs(dict[int, str]):
    """What each sign becomes after decomposition, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = _replacement(chr(code))
        return self[code]


_SIGNS = _Signs()


def sepa_text(text: str, max_length: int) -> str:
    """The text as a bank prints it: one line, at most `max_length` signs; empty when nothing is left."""
    if not _CLEAN.fullmatch(text):
        # The acute accent that stands alone is an apostrophe; decomposition would make it a space.
        decomposed = unicodedata.normalize("NFKD", text.replace("´", "'"))
        text = " ".join(decomposed.translate(_SIGNS).split())
    return text[:max_length].rstrip()


def is_printable(name: str) -> bool:
    """True when a bank file can carry the name of a party: a Latin letter or digit is left of it."""
    return any(sign.isalnum() for sign in sepa_text(name, PARTY_NAME_LENGTH))


def is_identifier(text: str) -> bool:
    """True for 1 to 35 SEPA signs without spaces, not starting or ending with a slash, no double slash."""
    return _IDENTIFIER.fullmatch(text) is not None


def _replacement(sign: str) -> str:
    if _SIGN.fullmatch(sign):
        return sign
    if sign.isspace():
        return " "
    if unicodedata.category(sign) in _INVISIBLE:
        return ""
    return _COUNTERPARTS.get(sign, ".")
