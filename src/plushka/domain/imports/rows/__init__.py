"""From the cells of a row to what it asks for. Nothing here asks the database."""
