"""The verbs of payments, split by noun: claims, batches, answers. Lock order: claims (by id), then the batch."""
