"""What the pages of the citizen show, prepared: typed values, no HTML."""
