"""The law in words: conditions, reasons, tables and pages in plain Dutch, read from the same trees that decide."""
