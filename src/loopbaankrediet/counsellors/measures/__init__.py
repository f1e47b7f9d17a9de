"""Suspending and deregistering: a file with a ground, a hearing and a decision; and leaving by oneself."""
