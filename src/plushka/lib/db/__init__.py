"""How statements reach PostgreSQL: connections, prepared text, pipelines."""
