from tests.domain.members.cast import neighbours_anna

__all__ = ["neighbours_anna"]
