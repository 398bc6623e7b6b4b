"""What values are: how each is read from JSON, written back, told, and sent to PostgreSQL."""
