"""Tree to Document."""
