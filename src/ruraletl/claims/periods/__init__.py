"""Which time a number is about, and whether that is over, aimed at or planned."""
