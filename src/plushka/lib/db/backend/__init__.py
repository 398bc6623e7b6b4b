"""Django's PostgreSQL backend, with a pool that outlives a database that was restarted."""
