"""The pages of the counsellor."""
