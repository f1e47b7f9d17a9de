"""A bank that counts, per claim and by itself, what it carried out and told."""

import re
from collections import Counter

from django.conf import settings
from tests.payments.bank.camt_text import Booking, Line, Sheet, Style, written
from tests.payments.bank.grammar import DAY, BankFile, FileKind

from loopbaankrediet.payments.models import PaymentBatch, PaymentFile

ORDERED = re.compile(rb"<EndToEndId>([^<]+)</EndToEndId>.*?<InstdAmt[^>]*>([0-9]+)\.([0-9]{2})<", re.DOTALL)


class CarryingBank:
    """`paid_twice`: payments it was asked to do while its own files said that their claim was paid already."""

    def __init__(self) -> None:
        self.paid: Counter[str] = Counter()
        self.paid_twice: list[str] = []
        self._seen: set[tuple[str, str]] = set()

    def told(self, file: BankFile) -> None:
        """Count what a sound file says of each payment; a booking that it says again counts once."""
        for booking in file.sheet.bookings if file.sheet else ():
            for line in booking.lines:
                if (booking.reference, line.end_to_end_id) not in self._seen:
                    self._seen.add((booking.reference, line.end_to_end_id))
                    self.paid[_claim(line.end_to_end_id)] += 1 if booking.cents < 0 else -1

    def carried_out(self, batch: PaymentBatch) -> BankFile:
        """Do what the order asks, and tell it."""
        order = PaymentFile.objects.get(batch=batch).content
        lines = tuple(
            Line(name.decode(), int(euros) * 100 + int(cents)) for name, euros, cents in ORDERED.findall(order)
        )
        assert len(lines) == batch.count
        self.paid_twice += [line.end_to_end_id for line in lines if self.paid[_claim(line.end_to_end_id)] > 0]
        booking = Booking(batch.message_id, -sum(line.cents for line in lines), lines, batch.message_id)
        sheet = Sheet(batch.message_id[-8:], settings.DEBTOR_IBAN, DAY, (booking,))
        file = BankFile(f"{batch.message_id}.xml", FileKind.NOTIFICATION, written(sheet, Style()), sheet=sheet)
        self.told(file)
        return file


def _claim(end_to_end_id: str) -> str:
    return end_to_end_id.rpartition("-")[0]
