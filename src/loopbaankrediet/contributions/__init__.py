"""The own contribution (art. 17, 18): what a citizen pays for a module, to whom, and what comes back."""
