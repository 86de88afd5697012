"""Reference data: the tables that reader and warehouse share."""
