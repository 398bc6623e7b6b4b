"""Real counterparts, a file each: fixtures that start them for a test session.

Tests name them by ``pytest_plugins = ("tests.counterparts.<program>",)``.
"""
