"""What the ledger can carry: transfers by eight clients, proof and seals over a million."""
