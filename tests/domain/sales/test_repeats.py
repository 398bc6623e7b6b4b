"""The same asked twice is done once (T6)."""

import msgspec

from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.domain.sales.models import Sale
from plushka.domain.sales.refusals import ReceiptDiffers
from plushka.domain.tenants import operations as tenants
from tests.conftest import NOON
from tests.domain.sales.cast import asked, days, give, record, refusal_of, sell


def test_same_receipt_again_gets_the_stored_answer(anna):
    """T6."""
    first = sell(asked("A-1", 10_000))
    sell(asked("A-2", 10_000))

    again = sell(asked("A-1", 10_000), at=NOON + days(30))

    assert again == msgspec.structs.replace(first, is_repeat=True)
    assert Sale.objects.count() == 2


def test_receipt_that_says_something_else_is_refused(anna):
    sell(asked("A-1", 10_000))

    assert isinstance(refusal_of(asked("A-1", 10_001)), ReceiptDiffers)


def test_same_receipt_twice_in_a_list_is_one_sale(anna):
    first, second, other = record(asked("A-1", 10_000), asked("A-1", 10_000), asked("A-1", 20_000))

    assert second == msgspec.structs.replace(first, is_repeat=True)
    assert isinstance(other, ReceiptDiffers)
    assert Sale.objects.count() == 1


def test_same_receipt_of_another_outlet_is_another_sale(anna):
    tenants.add_outlet(code="second", name="Вторая")
    sell(asked("A-1", 10_000))

    assert not sell(asked("A-1", 10_000, outlet="second")).is_repeat


def test_key_that_came_with_another_receipt_is_refused(anna):
    sell(asked("A-1", 10_000), key="k")

    assert sell(asked("A-1", 10_000), key="k").is_repeat
    assert isinstance(refusal_of(asked("A-2", 10_000), key="k"), RepeatDiffers)


def test_repeat_of_a_refused_sale_is_decided_anew(anna):
    assert isinstance(refusal_of(asked("A-1", 10_000, redeem=100)), NotEnoughPoints)
    give(100, member=anna)

    assert sell(asked("A-1", 10_000, redeem=100)).redeemed == 100


def test_moment_left_out_does_not_make_a_repeat_differ(anna):
    """The first time or now: compared is what was sent."""
    dated = asked("A-1", 10_000, at=NOON - days(1))
    sell(dated)
    assert sell(asked("A-1", 10_000)).is_repeat

    sell(asked("A-2", 10_000))
    assert sell(asked("A-2", 10_000, at=NOON - days(1))).is_repeat

    other = asked("A-1", 10_000, at=NOON - days(2))
    assert isinstance(refusal_of(other), ReceiptDiffers)


def test_key_that_came_with_a_repeat_is_remembered_too(anna):
    sell(asked("A-1", 10_000))
    sell(asked("A-1", 10_000), key="k")

    assert isinstance(refusal_of(asked("A-2", 10_000), key="k"), RepeatDiffers)
