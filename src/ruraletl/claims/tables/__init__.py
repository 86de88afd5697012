"""Numbers in tables, which take unit, phrase, place and period from the heads."""
