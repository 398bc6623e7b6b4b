"""Shops whose rows are really committed: a call opens a transaction of its own."""

from tests.domain.members.cast import open_neighbour, open_shop

__all__ = ["open_neighbour", "open_shop"]
