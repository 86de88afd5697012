"""Which pages there are, and their bytes."""
