"""Hours and euro cents: double entry, append-only, guarded by the database. Knows no applicant and no article."""
