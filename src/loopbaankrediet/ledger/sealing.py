"""The ledger's chain of seals."""

from loopbaankrediet.platform.sealing.chain import Chain

CHAIN = Chain(schema="ledger", table="ledger.transfer")
