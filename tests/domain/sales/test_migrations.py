"""Sales that were recorded before their lines knew as much as today."""

import pytest

from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.sales.models import SaleLine
from tests.domain.sales.cast import ANNA, asked, sell
from tests.migrating import migrate_anew

pytestmark = pytest.mark.slow

HALF_UP = AskedLine(price=1_111, quantity=4_500, discount=7)
LARGE = AskedLine(price=99_999_999_999_901, quantity=999, discount=1)
PLAIN = AskedLine(price=1_000)


def test_earlier_line_is_told_what_the_till_took_off(anna):
    for receipt, line in {"A": HALF_UP, "B": LARGE, "C": PLAIN}.items():
        sell(AskedSale(outlet="main", receipt=receipt, member=ANNA, lines=(line,)))
    sell(asked("D", total=2_000))
    sold = SaleLine.objects.values_list("sale__receipt", "till_discount")
    before = dict(sold)

    migrate_anew("sales", after="0001_sales")

    assert before == {"A": 7, "B": 1, "C": 0, "D": 0}
    assert dict(sold.all()) == before
