"""What the columns of a file may mean, for each kind of import, and a guess at it."""
