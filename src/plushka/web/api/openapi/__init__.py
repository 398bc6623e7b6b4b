"""The OpenAPI file and the page people read, both made from the table that serves."""
