"""The search, as staff look after it."""
