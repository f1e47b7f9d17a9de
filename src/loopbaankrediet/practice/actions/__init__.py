"""What a counsellor does for her own work; nothing here is paid or decides about a citizen."""
