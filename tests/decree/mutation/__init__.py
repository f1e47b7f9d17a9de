"""Slips in the articles, one at a time, made in their trees; the independent readings must notice each of them."""
