"""The journal's chain of seals: over ids and ciphertext, so that erasing a person's key breaks nothing."""

from loopbaankrediet.platform.sealing.chain import Chain

CHAIN = Chain(schema="journal", table="public.journal_entry")
