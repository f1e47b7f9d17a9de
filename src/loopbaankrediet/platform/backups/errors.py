"""What an operator has to mend before a backup or a restore can go on."""

from loopbaankrediet.platform.errors import OperatorError


class BackupRefused(OperatorError):
    """No backup was made; the message says why and what to do."""


class RestoreRefused(OperatorError):
    """Nothing was put in place; the message says why and what to do."""


class SealedFileBroken(RestoreRefused):
    """The file is not ours, not whole, not in order, or sealed with another key."""
