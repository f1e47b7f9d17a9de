"""The pages of the officer."""
