"""Sentences that explain numbers, one file for each language, the same keys in all of them."""
