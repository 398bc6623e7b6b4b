"""What the lint says, a language a file."""
