"""The staging database: what every night loads, and what the SQL models read."""
