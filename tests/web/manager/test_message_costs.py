"""What messages cost, in the cabinet: prices, a month, the money put in."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plushka.domain.messaging import costs, funds, pricing
from plushka.domain.messaging.costs import Spent
from plushka.domain.messaging.funds import Left
from plushka.domain.messaging.pricing import SEEDS, Line, Prices
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from plushka.lib.ids import new_id
from tests.web.conftest import Shop, hire
from tests.web.manager.conftest import Person
from tests.web.till.people import now, text_of

SEED = {
    "edition": "0",
    "0.way": "SMS",
    "0.prefix": "",
    "0.steps.1": "2,75",
    "0.steps.2": "5.50",
    "0.steps.3": "7,75",
    "0.steps.4": "11",
    "0.further": "",
    "1.way": "SMS",
    "1.prefix": "",
}


def spend(shop: Shop, *spent: Spent) -> None:
    with tenant_context(shop.tenant.id):
        costs.spend(spent, at=now())


def test_a_company_begins_with_the_seeds_prices(newcomer: tuple[Person, Shop]):
    person, _ = newcomer

    page = person.get("messages/prices").content.decode()

    for price in ("2.75", "5.50", "7.75", "11"):
        assert f'value="{price}"' in page


def test_prices_are_changed(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    abroad = {"1.prefix": "+380", "1.steps.1": "9", "1.further": "8,50"}

    answer = person.post("messages/prices/change", **SEED | abroad)

    assert answer["Location"] == "/manage/messages/prices?just=saved"
    further = Line(way="SMS", prefix="380", steps=(900,), further=850)
    with tenant_context(shop.tenant.id):
        assert pricing.get_prices() == (Prices((*SEEDS.lines, further)), 1)
    page = person.get("messages/prices").content.decode()
    assert 'value="+380"' in page
    assert 'value="8.50"' in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"0.steps.2": "дорого"}, "Type sums, such as 2.75"),
        ({"0.steps.2": ""}, "leaving none out"),
        ({"1.steps.1": "3"}, "Another line has the same way and beginning."),
        ({"0.way": "PIGEON"}, "Choose one of the ways."),
        ({"0.prefix": "семь"}, "This line cannot be used."),
        ({"0.steps.1": "999999999999"}, "This line cannot be used."),
    ],
    ids=["word", "gap", "twice", "way", "prefix", "dear"],
)
def test_line_that_cannot_be_is_refused_and_what_was_typed_stays(
    newcomer: tuple[Person, Shop], typed, said
):
    person, shop = newcomer

    answer = person.post("messages/prices/change", **SEED | typed)

    assert answer.status_code == 422
    assert said in text_of(answer)
    assert 'value="2,75"' in answer.content.decode() or "0.steps.1" in typed
    with tenant_context(shop.tenant.id):
        assert pricing.get_prices() == (SEEDS, 0)


def test_second_author_of_prices_is_told(newcomer: tuple[Person, Shop]):
    person, _ = newcomer
    person.post("messages/prices/change", **SEED | {"0.steps.1": "3"})

    answer = person.post("messages/prices/change", **SEED | {"0.steps.1": "4"})

    assert answer.status_code == 422
    assert "Somebody changed this while you were editing." in text_of(answer)


def test_analyst_sees_prices_and_changes_none(shop: Shop, enter):
    analyst = enter(hire(shop.tenant, "Инна", Staff.Role.ANALYST))

    assert "Save" not in text_of(analyst.get("messages/prices")).split("Messages")[-1]
    assert analyst.post("messages/prices/change", **SEED).status_code == 403


def test_month_is_told_by_subjects_kinds_and_ways(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    assert "Nothing was sent in this month." in text_of(person.get("messages/costs"))
    spend(
        shop,
        Spent("accrued", 1, "SMS", 2, 3, 825),
        Spent("redeemed", 1, "SMS", 1, 1, 275),
        Spent("reanimation", 2, "EMAIL", 4, 4, 0),
    )

    said = text_of(person.get("messages/costs"))

    assert "Messages 7 Cost 11.00 ₽ Each message 1.57 ₽" in said
    assert "Movements of points 3 4 11.00 ₽ 3.67 ₽" in said
    assert "Gift points 4 4 0.00 ₽ 0.00 ₽" in said
    assert "SMS 3 4 11.00 ₽ 3.67 ₽" in said
    assert "Points earned 2 3 8.25 ₽ 4.13 ₽" in said


@pytest.mark.parametrize("month", ["2020-01", "2999-01", "2026-13", "x", "²026-01"])
def test_other_months_and_nonsense_are_shown_without_a_fault(owner: Person, month):
    assert owner.get("messages/costs", month=month).status_code == 200


def test_money_is_put_in_once_and_warned_of(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    sent = {"amount": "1 000,50", "note": "Счёт <7>", "key": str(new_id())}

    for _click in range(2):
        answer = person.post("messages/costs/put-in", **sent)
        assert answer["Location"] == "/manage/messages/costs?just=paid"
    person.post("messages/costs/warn", warn_below="2000")

    page = person.get("messages/costs")
    assert "Счёт &lt;7&gt;" in page.content.decode()
    assert "1,000.50 ₽" in text_of(page)
    assert "Little is left for messages." in text_of(page)
    person.post("messages/costs/put-in", amount="-1000", note="", key=str(new_id()))
    with tenant_context(shop.tenant.id):
        assert funds.get_left() == Left(50, 200_000)


@pytest.mark.parametrize("amount", ["", "0", "много", "1" * 20])
def test_what_is_no_sum_is_not_put_in(newcomer: tuple[Person, Shop], amount):
    person, shop = newcomer

    answer = person.post("messages/costs/put-in", amount=amount, note="Счёт", key="x")

    assert answer.status_code == 422
    assert "Type a sum, such as 146.98." in text_of(answer)
    assert 'value="Счёт"' in answer.content.decode()
    with tenant_context(shop.tenant.id):
        assert funds.get_left() is None


@pytest.mark.parametrize("n", [1, 3])
def test_page_asks_as_much_however_much_was_sent(newcomer: tuple[Person, Shop], n):
    person, shop = newcomer
    for kind in ("accrued", "expiring", "review")[:n]:
        spend(shop, Spent(kind, 1, "SMS", 1, 1, 275))
        person.post("messages/costs/put-in", amount="10", note="", key=str(new_id()))

    asked = []
    for page in ("messages/costs", "messages/prices"):
        with CaptureQueriesContext(connection) as sent:
            person.get(page)
        asked.append(len(sent))
    assert asked == [9, 7]


def test_neighbours_costs_are_not_shown(newcomer: tuple[Person, Shop], oak: Shop):
    person, _ = newcomer
    spend(oak, Spent("accrued", 1, "SMS", 77, 77, 77_777))

    assert "77" not in text_of(person.get("messages/costs"))
