"""Tasks commit for real: a portion is a transaction of its own."""

from tests.web.conftest import committed

__all__ = ["committed"]
