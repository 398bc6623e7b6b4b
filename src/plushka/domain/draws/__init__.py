"""Draws whose winners anyone can compute again (U1, B29).

The seed is sealed and its digest told before the first chance is given; the list is closed and
told; then the seed is opened, and seed and list give the winners.
"""
