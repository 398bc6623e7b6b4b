"""Worked receipts kept as examples from the page, and forgotten there."""

from typing import Any

import pytest

from plushka.domain.tenants.context import tenant_context
from plushka.domain.workbench.models import Example
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.manager.test_terms import change
from tests.web.till.people import text_of

RECEIPT = {
    "example": "Золотая, тысяча",
    "tier": "gold",
    "price": ["1000", "200"],
    "category": ["", "кофе"],
    "redeem": "300",
    "days": "",
}


@pytest.fixture
def begun(newcomer: tuple[Person, Shop]) -> tuple[Person, Shop]:
    """Somebody with a draft just begun."""
    newcomer[0].post("programme/draft/open")
    return newcomer


def examples_of(shop: Shop) -> list[tuple[str, dict[str, Any]]]:
    with tenant_context(shop.tenant.id):
        found = Example.objects.order_by("name")
        return [(one.name, one.expected) for one in found]


def test_a_receipt_is_kept_with_what_it_comes_to(begun: tuple[Person, Shop]):
    person, shop = begun

    answer = person.post("programme/draft/examples/save", **RECEIPT)

    assert answer["Location"] == "/manage/programme/draft/examples"
    [(name, expected)] = examples_of(shop)
    assert name == "Золотая, тысяча"
    assert (expected["to_pay"], expected["accrued"]) == ("900.00", "90.00")
    assert "comes out as it should" in text_of(person.get("programme/draft/examples"))


def test_an_example_that_a_draft_breaks_is_red(begun: tuple[Person, Shop]):
    person, shop = begun
    person.post("programme/draft/examples/save", **RECEIPT)
    change(shop, exclusions={"redemption": ["кофе"], "accrual": ["кофе"]})

    page = text_of(person.get("programme/draft/examples"))

    assert "comes out differently" in page
    assert "accrued 90.00 70.00" in page


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"example": " "}, "Give the example a name that no other has."),
        ({"price": ["x"]}, "This receipt cannot be kept."),
        ({"price": ["", ""]}, "This receipt cannot be kept."),
    ],
)
def test_what_is_no_example_is_refused(
    begun: tuple[Person, Shop], changed: dict[str, Any], told: str
):
    person, shop = begun

    answer = person.post("programme/draft/examples/save", **(RECEIPT | changed))

    assert answer.status_code == 422
    assert told in text_of(answer)
    assert examples_of(shop) == []


def test_a_name_is_given_once(begun: tuple[Person, Shop]):
    person, shop = begun
    person.post("programme/draft/examples/save", **RECEIPT)

    answer = person.post("programme/draft/examples/save", **RECEIPT)

    assert answer.status_code == 422
    assert len(examples_of(shop)) == 1


def test_an_example_is_forgotten_once_and_by_its_owner(begun: tuple[Person, Shop], owner: Person):
    person, shop = begun
    person.post("programme/draft/examples/save", **RECEIPT)
    with tenant_context(shop.tenant.id):
        path = f"programme/draft/examples/{Example.objects.get().id}/remove"

    stranger = owner.post(path)
    kept = examples_of(shop)
    person.post(path)
    again = person.post(path)

    assert (stranger.status_code, len(kept)) == (404, 1)
    assert "There is no such example any more." in text_of(again)
    assert examples_of(shop) == []


def test_a_receipt_is_tried_without_scripts(begun: tuple[Person, Shop]):
    answer = begun[0].post("programme/draft/try", **RECEIPT)

    assert answer.status_code == 200
    assert "Will accrue" in text_of(answer)
