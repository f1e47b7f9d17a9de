"""Seals over tables that only grow: a chain of blocks beside the table, signed roots outside the database."""
