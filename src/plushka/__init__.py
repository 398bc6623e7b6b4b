"""Plushka, an open-source loyalty platform: every point exact and explained."""
