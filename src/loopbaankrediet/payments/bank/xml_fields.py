"""The fields of one element of a bank file, by path: read once, refused when they can be read in two ways."""

import re
from datetime import date, datetime
from decimal import Decimal

from loopbaankrediet.kernel.clock import BRUSSELS
from loopbaankrediet.payments.bank.errors import BankFileFieldInvalid, BankFileFieldMissing, StatementWrongCurrency

IDENTIFIER_LENGTH = 35
# More than any account of a government holds: a hundred billion euro.
ABSURD_CENTS = 10_000_000_000_000
LARGEST_COUNT = 10_000_000
MOST_FIELDS = 5_000
_DECIMAL = re.compile(r"\+?(?=\.?[0-9])[0-9]{0,18}(?:\.[0-9]{0,17})?")
_COUNT = re.compile(r"[0-9]{1,15}")
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:Z|[+-][0-9]{2}:[0-9]{2})?")
_FLAGS = {"true": True, "1": True, "false": False, "0": False}


class Fields:
    """The texts of one part, by path of plain names ("Refs/EndToEndId"); `where` is used in refusals.

    Elements of another namespace keep their full name, so that no path finds them. Once `sealed`, what the part
    says about the lines below it is in use, and only remarks may still follow.
    """

    __slots__ = ("_count", "_found", "currencies", "sealed", "where")

    def __init__(self, where: str) -> None:
        self.where = where
        self.sealed = False
        self.currencies: dict[str, str] = {}
        self._found: dict[str, list[str]] = {}
        self._count = 0

    def add(self, path: str, text: str) -> None:
        self._count += 1
        if self._count > MOST_FIELDS:
            raise BankFileFieldInvalid(where=self.where, name=path, reason="er staan te veel velden")
        if self.sealed and not path.startswith("Addtl"):
            raise BankFileFieldInvalid(where=self.where, name=path, reason="het staat na de regels waarover het gaat")
        if path in self._found:
            self._found[path].append(text)
        else:
            self._found[path] = [text]

    def has(self, path: str) -> bool:
        return path in self._found

    def all(self, path: str) -> list[str]:
        return self._found.get(path, [])

    def first(self, *paths: str) -> str:
        """The text at the first of the paths that is there; "" when none is. Twice the same path is refused."""
        for path in paths:
            found = self._found.get(path)
            if found:
                if len(found) > 1:
                    raise BankFileFieldInvalid(where=self.where, name=path, reason="er staat meer dan één waarde")
                return found[0]
        return ""

    def needed(self, *paths: str) -> str:
        text = self.first(*paths)
        if not text:
            raise BankFileFieldMissing(where=self.where, name=paths[0])
        return text

    def identifier(self, *paths: str) -> str:
        text = self.first(*paths)
        if len(text) > IDENTIFIER_LENGTH:
            raise BankFileFieldInvalid(where=self.where, name=paths[0], reason=f"meer dan {IDENTIFIER_LENGTH} tekens")
        return text

    def needed_identifier(self, *paths: str) -> str:
        self.needed(*paths)
        return self.identifier(*paths)

    def account(self, path: str) -> str:
        """An account number without spaces; "" when there is none."""
        return self.identifier(path).replace(" ", "")

    def one_line(self, path: str) -> str:
        """All texts at the path as one line."""
        return " ".join(" ".join(self.all(path)).split())

    def cents(self, path: str) -> int:
        """An amount in euro as cents, never negative; raises on another currency and on parts of a cent."""
        text = self.needed(path)
        self._check_currency(self.currencies.get(path, ""))
        return self._cents(path, text)

    def sum_cents(self, path: str) -> int | None:
        """A control sum, which has no currency of its own; None when there is none."""
        text = self.first(path)
        return self._cents(path, text) if text else None

    def refuse_currency(self, path: str) -> None:
        """Raise when a currency is named at the path and it is not the euro."""
        self._check_currency(self.first(path) or "EUR")

    def _check_currency(self, currency: str) -> None:
        if currency != "EUR":
            raise StatementWrongCurrency(where=self.where, found=currency[:3] or "onbekende munt")

    def _cents(self, path: str, text: str) -> int:
        if not _DECIMAL.fullmatch(text):
            raise BankFileFieldInvalid(where=self.where, name=path, reason="het is geen positief bedrag")
        scaled = Decimal(text).scaleb(2)
        if scaled != int(scaled):
            raise BankFileFieldInvalid(where=self.where, name=path, reason="het telt delen van een cent")
        if scaled > ABSURD_CENTS:
            raise BankFileFieldInvalid(where=self.where, name=path, reason="het bedrag is onmogelijk groot")
        return int(scaled)

    def count(self, path: str) -> int | None:
        text = self.first(path)
        if not text:
            return None
        if not _COUNT.fullmatch(text) or int(text) > LARGEST_COUNT:
            raise BankFileFieldInvalid(where=self.where, name=path, reason="het is geen aantal")
        return int(text)

    def day(self, path: str) -> date | None:
        """The day at path/Dt or of the moment at path/DtTm, in Brussels; None when there is neither."""
        if text := self.first(f"{path}/Dt"):
            return self._day(path, text)
        moment = self.moment(f"{path}/DtTm")
        return moment.astimezone(BRUSSELS).date() if moment else None

    def _day(self, path: str, text: str) -> date:
        found = _DAY.fullmatch(text)
        try:
            return date.fromisoformat(found[1] if found else "")
        except ValueError:
            raise BankFileFieldInvalid(where=self.where, name=path, reason="het is geen dag") from None

    def moment(self, path: str) -> datetime | None:
        """A time without zone is Brussels time."""
        text = self.first(path)
        return instant(text, self.where, path) if text else None

    def flag(self, path: str) -> bool:
        text = self.first(path)
        if text and text not in _FLAGS:
            raise BankFileFieldInvalid(where=self.where, name=path, reason="het is geen ja of neen")
        return _FLAGS.get(text, False)


def instant(text: str, where: str, name: str) -> datetime:
    """A moment of ISO 20022; without zone it is Brussels time."""
    try:
        found = datetime.fromisoformat(text)
        aware = found if found.tzinfo else found.replace(tzinfo=BRUSSELS)
        aware.astimezone(BRUSSELS)
    except (ValueError, OverflowError):
        raise BankFileFieldInvalid(where=where, name=name, reason="het is geen tijdstip") from None
    return aware
