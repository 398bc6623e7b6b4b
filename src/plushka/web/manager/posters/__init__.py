"""Posters to print: how to join, for the wall and the counter of an outlet."""
