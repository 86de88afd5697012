"""Which place a number is about."""
