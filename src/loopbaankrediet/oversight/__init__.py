"""Questions about looks at personal data: from citizens, and from a nightly watch. Never a verdict: people answer."""
