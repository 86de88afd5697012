"""Whether a number says anything about a place at all."""
