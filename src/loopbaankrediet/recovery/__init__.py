"""Undue payments to counsellors: found, told, heard, decided, paid back or let go (art. 23-25)."""
