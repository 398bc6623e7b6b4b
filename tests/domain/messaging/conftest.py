from tests.domain.members.cast import neighbours_anna, open_neighbour, open_shop

__all__ = ["neighbours_anna", "open_neighbour", "open_shop"]
