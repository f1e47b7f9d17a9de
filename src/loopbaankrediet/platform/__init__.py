"""The ground the rooms stand on: folders, addresses, the PostgreSQL supervisor and the process runner."""
