import pytest

from tests.domain.members.cast import open_shop
from tests.domain.sales import cast as sales

__all__ = ["open_shop"]


@pytest.fixture
def programme(lipa):
    """«Липа» asks for no codes."""
    return sales.promise(confirmations={"redeem": False})


@pytest.fixture
def anna(programme):
    """Анна is a member with a thousand points."""
    member = sales.join(sales.ANNA)
    sales.give(100_000, member=member)
    return member
