"""Calls by providers with an HTTP interface."""
