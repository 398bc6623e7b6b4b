"""U7: the conditions of a campaign are what was launched, with its dates, limits and versions."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.test import Client

from plushka.domain.campaigns import operations as campaigns
from plushka.domain.tenants.context import tenant_context
from tests.domain.campaigns.cast import campaign, launch, rule
from tests.web.conftest import Shop, open_shop
from tests.web.till.people import now, text_of

MORE = [rule({"effect": "points", "points": "150"})]


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    return iter([None])


@pytest.fixture
def shop() -> Shop:
    """A company of its own: its campaigns are nobody else's."""
    return open_shop("Берёза")


def begin(shop: Shop, **sections: object) -> None:
    with tenant_context(shop.tenant.id):
        launch(at=now(), **sections)


def ask(shop: Shop, path: str = "", language: str = "en"):
    address = f"/rules/{shop.tenant.slug}/campaigns/autumn{path}"
    return Client().get(address, headers={"accept-language": language})


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Autumn", "The campaign runs now.", "From 2020-01-01.", "at most 500 points"]),
        ("ru", ["Осень", "Акция идёт.", "С 01.01.2020.", "не больше 500 бонусов"]),
        ("uk", ["Осінь", "Акція триває.", "З 01.01.2020.", "не більше 500 бонусів"]),
    ],
)
def test_conditions_tell_what_when_and_how_much(shop: Shop, language: str, words: list[str]):
    begin(shop, budgets=[{"of": "points", "per": "member", "most": "500"}])

    page = text_of(ask(shop, language=language))

    assert [one for one in words if one not in page] == []


def test_conditions_are_linked_from_the_rules(shop: Shop):
    begin(shop)

    rules = Client().get(f"/rules/{shop.tenant.slug}").content.decode()

    assert f"/rules/{shop.tenant.slug}/campaigns/autumn" in rules


@pytest.mark.parametrize("page", ["/join/{}", "/m/{}/codes"])
def test_conditions_are_linked_where_one_joins_and_where_the_label_of_a_code_leads(
    shop: Shop, page: str
):
    address = page.format(shop.tenant.slug)
    before = Client().get(address).content.decode()
    begin(shop)

    after = Client().get(address).content.decode()

    link = f'href="/rules/{shop.tenant.slug}/campaigns/autumn"'
    assert (link in before, link in after) == (False, True)


def test_later_version_says_what_changed_and_the_earlier_one_stays(shop: Shop):
    begin(shop)
    begin(shop, rules=MORE)

    newest, first = text_of(ask(shop)), text_of(ask(shop, "/1"))

    assert "What changed on" in newest
    assert "No longer" in newest
    assert "An earlier version of the conditions." in first
    assert "100" in first


def test_campaign_that_is_over_or_stopped_or_to_come_says_so(shop: Shop):
    later = (now() + dt.timedelta(days=5)).strftime("%Y-%m-%dT00:00")
    begin(shop, starts=later)
    coming = text_of(ask(shop))
    begin(shop)
    with tenant_context(shop.tenant.id):
        campaigns.stop(code="autumn", actor="system:test", at=now())

    assert "The campaign has not begun yet." in coming
    assert "The campaign was stopped." in text_of(ask(shop))


def test_draft_is_nobodys_business(shop: Shop):
    with tenant_context(shop.tenant.id):
        campaigns.save_draft(code="autumn", document=campaign(), actor="system:test", at=now())

    assert ask(shop).status_code == 404
    assert ask(shop, "/1").status_code == 404
