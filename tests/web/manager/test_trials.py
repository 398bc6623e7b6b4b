"""One receipt is tried on a day to come, in the cabinet."""

import datetime as dt

import pytest

from plushka.domain.campaigns import operations as campaigns
from plushka.domain.sales.models import Sale
from plushka.domain.tenants.context import tenant_context
from tests.domain.campaigns.cast import campaign, rule
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.manager.lab import draft_of, sell
from tests.web.till.people import join, new_phone, now, text_of

SOON = f"{dt.datetime.now(dt.UTC) + dt.timedelta(days=10):%Y-%m-%d}T12:00"
SPACE = "\N{NO-BREAK SPACE}"


def launch(shop: Shop) -> None:
    """A campaign that has not begun yet."""
    starts = f"{dt.datetime.now(dt.UTC) + dt.timedelta(days=5):%Y-%m-%d}T00:00"
    gift = rule({"effect": "points", "points": "10", "valid_days": 3})
    with tenant_context(shop.tenant.id):
        document = campaign(rules=[gift], starts=starts)
        campaigns.save_draft(code="autumn", document=document, actor="system:test", at=now())
        campaigns.launch(code="autumn", actor="system:test", at=now())


def tried(person: Person, **sent: str) -> str:
    given = {"moment": SOON, "outlet": "main", "tier": "standard", "price": "1000"} | sent
    return text_of(person.post("programme/trial", **given)).replace(SPACE, " ")


def test_a_day_to_come_is_tried_with_its_campaigns(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    launch(shop)

    told = tried(person)

    assert "Will accrue +50 points Can be used from" in told
    assert "Gift with a term of its own +10 points" in told
    assert "Autumn: gives something" in told
    assert ", version 1" in told
    assert "None." in tried(person, moment="")


def test_a_real_member_pays_with_points_that_are_theirs(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    phone = new_phone()
    sell(shop, join(shop, phone=phone), "400.00")

    told = tried(person, member=phone, redeem="all", points="99999")

    assert "Paid with points −20.00 ₽" in told
    assert "Tier afterwards Standard" in told
    with tenant_context(shop.tenant.id):
        assert Sale.objects.count() == 1


def test_the_draft_may_decide(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    draft_of(shop, percent="8")

    assert "+80 points" in tried(person, source="draft")
    assert "+50 points" in tried(person, source="1")
    assert "To pay 1,000.00 ₽" in tried(person, tier="nobody")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"moment": "2020-01-01T00:00"}, "Choose a moment between now"),
        ({"moment": "soon"}, "Choose a moment between now"),
        ({"member": "+79160000000"}, "Nobody is found by that."),
        ({"member": "!"}, "Nobody is found by that."),
        ({"source": "draft"}, "There is no such draft or version"),
        ({"points": "many"}, "Type the points as a number"),
        ({"redeem": "500", "points": "100"}, "Not enough points"),
        ({"price": "dear"}, "is no number"),
    ],
)
def test_what_cannot_be_tried_says_why(
    newcomer: tuple[Person, Shop], sent: dict[str, str], told: str
):
    answer = newcomer[0].post(
        "programme/trial", **({"moment": SOON, "tier": "standard", "price": "1000"} | sent)
    )

    assert answer.status_code == 422
    assert told in text_of(answer)


def test_the_page_begins_with_an_example(newcomer: tuple[Person, Shop]):
    page = text_of(newcomer[0].get("programme/trial")).replace(SPACE, " ")

    assert "Will accrue +50 points" in page
