"""Imports, as people see them: words for what is found in files, and the forms."""
