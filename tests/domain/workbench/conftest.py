from tests.domain.sales.conftest import anna, programme

__all__ = ["anna", "programme"]
