"""What the law holds besides articles, each with its days: amounts and terms, choices, days, remedies."""
