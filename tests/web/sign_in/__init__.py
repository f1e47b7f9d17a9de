"""The sign-in against a small provider that can be told to misbehave: every attack is one test."""
