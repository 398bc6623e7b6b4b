"""The pages of what is done for many members at once."""
