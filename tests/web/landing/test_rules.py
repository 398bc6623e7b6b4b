"""The rules of a programme, for everybody."""

from collections.abc import Iterator

import pytest
from django.test import Client

from tests.web.conftest import Shop, open_shop
from tests.web.manager.test_programme import promise
from tests.web.till.people import text_of

SPACE = "\N{NO-BREAK SPACE}"


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    return iter([None])


def said(shop: Shop, path: str = "", *, language: str = "en", client: Client | None = None) -> str:
    answer = (client or Client()).get(
        f"/rules/{shop.tenant.slug}{path}", headers={"accept-language": language}
    )
    assert answer.status_code == 200
    return text_of(answer).replace(SPACE, " ")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "Правила, действующие с 21 ноября 2026. "),
        ("uk", "Правила, чинні від 21 листопада 2026. "),
        ("en", "The rules in force since 21 November 2026. "),
    ],
)
def test_the_rules_in_force_are_told_to_everybody(shop: Shop, language: str, words: str):
    assert words in said(shop, language=language)


def test_every_tier_and_what_holds_for_all_is_there(shop: Shop):
    page = said(shop)

    assert "Gold For those whose purchases come to more than 10,000 ₽." in page
    assert "You earn 10% of what you pay with money." in page
    assert "Points may pay for a whole receipt." in page
    assert "All versions" not in page


def test_another_version_tells_what_changed_and_what_is_coming():
    shop = open_shop("Липа")
    promise(shop, percent=6)
    promise(shop, percent=8, days=9)
    promise(shop, percent=7, days=5)

    now, coming, past = said(shop), said(shop, "/4"), said(shop, "/1")

    assert "Other rules hold from" in now
    changed = now.partition("What changed on")[2]
    assert "New Standard: You earn 6% of what you pay with money." in changed
    assert "No longer Standard: You earn 5% of what you pay with money." in changed
    assert "You earn 7% of what you pay with money." in coming
    assert "Go to the rules in force" in coming
    assert "What changed on" not in past
    assert "8%" not in now + coming + past


def test_a_version_that_never_ruled_and_a_company_that_is_not_are_nowhere():
    shop = open_shop("Липа")
    promise(shop, percent=8, days=9)
    promise(shop, percent=7, days=5)

    paths = [f"/rules/{shop.tenant.slug}/2", f"/rules/{shop.tenant.slug}/9", "/rules/nobody"]

    assert [Client().get(path).status_code for path in paths] == [404, 404, 404]


def test_somebody_of_another_company_reads_them_too(shop: Shop, oak: Shop):
    client = Client()
    client.force_login(oak.owner)

    assert "Липа" in said(shop, client=client)
