"""How statements reach PostgreSQL: connections, prepared statements, what they answer."""
