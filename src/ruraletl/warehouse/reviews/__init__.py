"""Reviews: what people decided on claims, and the sheets on which they are asked."""
