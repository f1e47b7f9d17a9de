"""Saying no: a request to look at a decision again, and a complaint: a number, a term, a handler, an answer."""
