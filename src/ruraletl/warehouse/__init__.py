"""Staging tables, SQL models, releases."""
