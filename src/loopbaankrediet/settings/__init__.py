"""Django settings: base for all, then one file per way of running."""
