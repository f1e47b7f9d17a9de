"""The tables of payments, split by noun: what we pay, what the bank tells, and what waits."""

from loopbaankrediet.payments.models.banking import (
    LINE_TABLE,
    WAITING,
    BankAnswer,
    BankLine,
    BankStatement,
    LineReason,
    LineState,
    RefusedFile,
    StatementFile,
    UnmatchedLine,
)
from loopbaankrediet.payments.models.deducting import Deduction, OwnShareDebt, SetOff
from loopbaankrediet.payments.models.delivering import FailedDelivery, LostPayment, RecoveredOrder, SolvedRefusal
from loopbaankrediet.payments.models.holds import HoldKind, PaymentHold
from loopbaankrediet.payments.models.paying import (
    BATCH_TABLE,
    CLAIM_TABLE,
    ITEM_TABLE,
    ON_THE_WAY,
    OVER,
    BatchState,
    Claim,
    ClaimBasis,
    ClaimState,
    Fund,
    ItemState,
    PaymentBatch,
    PaymentFile,
    PaymentItem,
)
from loopbaankrediet.payments.models.uploading import UPLOAD_TABLE, SolvedLoss, UploadedFile, UploadState

STATE_TABLES = (CLAIM_TABLE, BATCH_TABLE, ITEM_TABLE, LINE_TABLE, UPLOAD_TABLE)

__all__ = [
    "BATCH_TABLE",
    "CLAIM_TABLE",
    "ITEM_TABLE",
    "LINE_TABLE",
    "ON_THE_WAY",
    "OVER",
    "STATE_TABLES",
    "UPLOAD_TABLE",
    "WAITING",
    "BankAnswer",
    "BankLine",
    "BankStatement",
    "BatchState",
    "Claim",
    "ClaimBasis",
    "ClaimState",
    "Deduction",
    "FailedDelivery",
    "Fund",
    "HoldKind",
    "ItemState",
    "LineReason",
    "LineState",
    "LostPayment",
    "OwnShareDebt",
    "PaymentBatch",
    "PaymentFile",
    "PaymentHold",
    "PaymentItem",
    "RecoveredOrder",
    "RefusedFile",
    "SetOff",
    "SolvedLoss",
    "SolvedRefusal",
    "StatementFile",
    "UnmatchedLine",
    "UploadState",
    "UploadedFile",
]
