"""Options that several commands share."""

DAYS = ["%Y-%m-%d"]  # how a day is written
