"""A counsellor's own side of the work: drafts, unpaid minutes, the burden of administration, income, the year."""
