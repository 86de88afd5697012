"""What a number counts or measures: the words for it, and the indicator that they name."""
