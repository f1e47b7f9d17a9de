"""The name of a file as we show it: never a path, nothing that cannot be seen or that turns the text around."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 80
NO_NAME = "bestand"
UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
UNSAFE = re.compile(r'[<>:"|?*%;$`&\\/]')
SPACES = re.compile(r"\s+")


def clean_name(given: str, extension: str) -> str:
    """The last part of the name, at most 80 signs, with the extension of what the file really is."""
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", given))[-1]
    seen = "".join(sign for sign in last if sign in "\t\n" or unicodedata.category(sign) not in UNSEEN)
    stem = PurePosixPath(SPACES.sub(" ", UNSAFE.sub("_", seen))).stem.strip(" .")
    return f"{stem[:LONGEST].rstrip(' .') or NO_NAME}.{extension}"
