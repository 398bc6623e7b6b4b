"""Throw-away rows for questions about tenant keys. No setting of the product names this app."""
