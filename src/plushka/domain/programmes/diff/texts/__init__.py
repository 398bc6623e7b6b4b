"""What the difference says, a language a file."""
