"""What an operator has to mend before the platform can run."""


class OperatorError(Exception):
    """Root of the refusals of this room; the message says what is wrong and how to mend it."""
