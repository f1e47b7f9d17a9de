"""Stand-ins for the systems of others: processes apart; they and the platform never import each other."""
