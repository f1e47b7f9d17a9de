"""What happened and who looked: written in the act's own transaction, never changed. Details are sealed per person."""
