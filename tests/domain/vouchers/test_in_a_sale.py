import datetime as dt

import pytest

from plushka.domain.events.models import Event
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.sales.models import Sale
from plushka.domain.sales.sameness import print_of_sale
from plushka.domain.vouchers import operations, queries
from plushka.domain.vouchers.refusals import (
    VoucherDoesNotFit,
    VoucherNotValid,
    VoucherUnknown,
    VoucherUsed,
)
from plushka.domain.vouchers.terms import Terms
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.members.cast import statements_sent
from tests.domain.sales.cast import (
    ANNA,
    BOHDAN,
    asked,
    give,
    join,
    promise,
    quote,
    record,
    refusal_of,
    sell,
)
from tests.domain.vouchers.cast import COFFEE, HUNDRED, OLYA, TENTH, issue

DAY = dt.timedelta(days=1)


def goods(receipt, *lines, member=ANNA, **more):
    """A receipt of lines, each a sku, a price and perhaps a quantity."""
    made = tuple(
        AskedLine(sku=sku, price=price, quantity=rest[0] if rest else None)
        for sku, price, *rest in lines
    )
    return AskedSale(outlet="main", receipt=receipt, member=member, lines=made, **more)


def state(issued):
    return queries.get_voucher(issued.id).state


def test_a_percent_comes_off_each_line_before_points_pay(anna):
    """T34, T8: points are earned on what is left."""
    give(20_000, member=anna)
    issued = issue(TENTH, member=anna)

    told = sell(asked("A-1", 70_000, 30_000, redeem=10_000, voucher=issued.code))

    assert (told.total, told.discount, told.redeemed) == (100_000, 10_000, 10_000)
    assert [line.discount for line in told.lines] == [7_000, 3_000]
    assert [line.to_pay for line in told.lines] == [56_000, 24_000]
    assert told.accrued == 80_000 // 20
    [why] = [one for one in told.explanation if one["rule"] == "voucher"]
    assert why == {
        "rule": "voucher",
        "method": "voucher",
        "base": 100_000,
        "points": 0,
        "off": 10_000,
        "title": "Скидка 10 %",
        "currency": "RUB",
    }


def test_a_voucher_that_was_used_names_its_sale(anna):
    issued = issue(TENTH, member=anna)

    told = sell(asked("A-1", 70_000, voucher=issued.code))

    row = queries.get_voucher(issued.id)
    assert (row.state, row.sale_id, row.used_at, row.taken_off) == ("USED", told.id, NOON, 7_000)
    [event] = Event.objects.filter(type="voucher_used")
    assert (event.member_id, event.data) == (
        anna,
        {"voucher": str(issued.id), "sale": str(told.id), "off": 7_000},
    )


def test_a_quote_says_what_the_sale_answers_and_uses_nothing(anna):
    issued = issue(HUNDRED)
    sale = asked("A-1", 70_000, 30_000, voucher=issued.code.lower())

    quoted = quote(sale)

    assert state(issued) == "ISSUED"
    told = sell(sale)
    assert (quoted.discount, quoted.to_pay, quoted.lines) == (10_000, 90_000, told.lines)


def test_a_bearer_needs_no_member(anna):
    issued = issue(HUNDRED)

    told = sell(asked("A-1", 70_000, 30_000, member=None, voucher=issued.code))

    assert (told.discount, told.to_pay, told.accrued) == (10_000, 90_000, 0)
    assert [one["method"] for one in told.explanation] == ["voucher"]
    assert state(issued) == "USED"


def test_a_sum_takes_no_more_than_there_is(anna):
    told = sell(asked("A-1", 4_000, voucher=issue(HUNDRED).code))

    assert (told.discount, told.to_pay) == (4_000, 0)


def test_a_percent_goes_as_far_as_its_limit(anna):
    terms = Terms(title="Скидка", percent="50", most_off=5_000)

    told = sell(asked("A-1", 70_000, voucher=issue(terms).code))

    assert told.discount == 5_000


def test_goods_are_chosen_by_sku_or_category(anna):
    terms = Terms(title="Скидка", percent="10", skus=("tea ",), categories=("Молоко",))
    lines = (
        AskedLine(price=10_000, sku="TEA"),
        AskedLine(price=20_000, category=" молоко"),
        AskedLine(price=40_000, sku="BREAD"),
    )
    sale = AskedSale(
        outlet="main", receipt="A-1", member=ANNA, lines=lines, voucher=issue(terms).code
    )

    assert [line.discount for line in sell(sale).lines] == [1_000, 2_000, 0]


def test_one_piece_of_the_goods_is_free(anna):
    """Of two such lines the one on which most is saved."""
    sale = goods(
        "A-1", ("TEA", 9_000), ("COFFEE", 15_000, 2_000), ("COFFEE", 10_000),
        voucher=issue(COFFEE).code,
    )  # fmt: skip

    assert [line.discount for line in sell(sale).lines] == [0, 15_000, 0]


def test_goods_are_known_by_what_a_cashier_called_them(anna):
    line = AskedLine(price=15_000, name=" coffee ")
    sale = AskedSale(
        outlet="main", receipt="A-1", member=ANNA, lines=(line,), voucher=issue(COFFEE).code
    )

    assert sell(sale).discount == 15_000


def test_goods_cost_what_the_voucher_says(anna):
    terms = Terms(title="Кофе за 50 ₽", price=5_000, skus=("COFFEE",))

    told = sell(goods("A-1", ("COFFEE", 15_000), voucher=issue(terms).code))

    assert (told.discount, told.to_pay) == (10_000, 5_000)


def test_goods_that_may_be_no_cheaper_are_left_alone(lipa):
    """D31."""
    promise(exclusions={"discount": ["Табак"]})
    join(ANNA)
    issued = issue(TENTH)
    lines = (AskedLine(price=10_000, category="табак"),)
    tobacco = AskedSale(
        outlet="main", receipt="A-1", member=ANNA, lines=lines, voucher=issued.code
    )

    refused = refusal_of(tobacco)

    assert (type(refused), refused.needs) == (VoucherDoesNotFit, "goods")
    assert state(issued) == "ISSUED"


@pytest.mark.parametrize(
    ("terms", "needs"),
    [
        pytest.param(Terms(title="x", off=1, least_total=70_001), "total", id="too small"),
        pytest.param(COFFEE, "goods", id="other goods"),
        pytest.param(Terms(title="x", price=70_000, skus=("A",)), "goods", id="saves nothing"),
    ],
)
def test_a_voucher_is_not_used_up_for_nothing(anna, terms, needs):
    issued = issue(terms)

    refused = refusal_of(goods("A-1", ("A", 70_000), voucher=issued.code))

    assert (type(refused), refused.needs) == (VoucherDoesNotFit, needs)
    assert state(issued) == "ISSUED"


def test_a_voucher_is_used_once(anna):
    issued = issue(HUNDRED)
    sell(asked("A-1", 70_000, voucher=issued.code))

    assert isinstance(refusal_of(asked("A-2", 70_000, voucher=issued.code)), VoucherUsed)
    assert Sale.objects.count() == 1


def test_of_one_list_the_first_sale_uses_it(anna):
    issued = issue(HUNDRED)

    first, second, third = record(
        asked("A-1", 70_000, voucher=issued.code),
        asked("A-2", 70_000, voucher=issued.code),
        asked("A-3", 70_000),
    )

    assert (first.discount, type(second), third.discount) == (10_000, VoucherUsed, 0)


def test_a_repeat_is_answered_as_it_was(anna):
    """T6."""
    issued = issue(HUNDRED)
    sale = asked("A-1", 70_000, voucher=issued.code)
    first = sell(sale)

    again = sell(sale)

    assert again.is_repeat
    assert (again.id, again.discount, again.explanation) == (
        first.id,
        10_000,
        first.explanation,
    )


def test_another_members_voucher_is_unknown(anna):
    join(BOHDAN)
    issued = issue(HUNDRED, member=anna)

    for member in (BOHDAN, None):
        sale = asked("A-1", 70_000, member=member, voucher=issued.code)
        assert isinstance(refusal_of(sale), VoucherUnknown)
    assert state(issued) == "ISSUED"


@pytest.mark.parametrize(
    "term",
    [
        pytest.param({"valid_from": NOON + DAY}, id="not yet"),
        pytest.param({"at": NOON - DAY, "valid_until": NOON}, id="ended this instant"),
    ],
)
def test_a_voucher_holds_within_its_term(anna, term):
    """T2: whether anybody wrote down that it is over or not."""
    issued = issue(HUNDRED, **term)

    assert isinstance(refusal_of(asked("A-1", 70_000, voucher=issued.code)), VoucherNotValid)
    assert state(issued) == "ISSUED"


def test_a_revoked_voucher_holds_no_more(anna):
    issued = issue(HUNDRED)
    operations.revoke(voucher_id=issued.id, actor=OLYA, at=NOON)

    refused = refusal_of(asked("A-1", 70_000, voucher=issued.code))

    assert (type(refused), refused.is_revoked) == (VoucherNotValid, True)


def test_a_typo_is_told_by_its_check_letter(anna):
    code = issue(HUNDRED).code
    wrong = code[:-1] + ("2" if code[-1] != "2" else "3")

    refused = refusal_of(asked("A-1", 70_000, voucher=wrong))

    assert (type(refused), refused.path) == (BadField, "voucher")


def test_a_sale_without_a_voucher_asks_nothing_of_vouchers(anna):
    issued = issue(HUNDRED)
    with statements_sent() as without:
        sell(asked("A-1", 10_000))
    with statements_sent() as with_one:
        sell(asked("A-2", 70_000, voucher=issued.code))

    # One more locks it; it is read and written together with the rest.
    assert len(with_one) == len(without) + 1


def test_a_sale_that_was_kept_before_there_were_vouchers_is_a_repeat_still():
    """T6."""
    line = AskedLine(price=70_000, quantity=1_000, sku="A", category="food")
    sale = AskedSale(
        outlet="main", receipt="A-1", member=ANNA, at=NOON, staff="olya", lines=(line,),
        redeem="max", confirmation="1234",
    )  # fmt: skip

    assert print_of_sale(sale).hex() == (
        "4c45a34b40e16d85b225551c55f4d38657370e0ea6d10ec0d0317e621fe6264e"
    )
