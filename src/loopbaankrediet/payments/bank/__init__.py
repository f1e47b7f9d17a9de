"""The files between the platform and the bank (ISO 20022): orders out, status reports in. Knows no model."""
