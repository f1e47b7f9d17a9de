"""What every process that works for a run does first."""

import signal


def leave_stopping_to_us() -> None:
    """Ctrl-C goes to everybody in the terminal; the process that asked for the work stops the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
