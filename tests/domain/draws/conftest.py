from tests.domain.members.cast import open_shop

__all__ = ["open_shop"]
