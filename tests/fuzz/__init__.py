"""Random lives against the ledger, judged by a model and by the history of what each client saw."""
