"""The few acts that span rooms: one atomic function each."""
