"""Who may do what for an enterprise in which counsellors work (default 21)."""
