"""Wires the rest together: settings, routes, the server, the worker, the command line."""
