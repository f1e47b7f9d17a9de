"""What left by mail in a test."""

from django.core import mail


def mailed_code() -> str:
    """The code in the last mail."""
    return next(word for word in mail.outbox[-1].body.split() if word.isdigit() and len(word) == 6)
