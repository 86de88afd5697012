"""What a number is: a level, a change, a rank, a bound, and in which unit."""
