"""The rules of a programme, for everybody."""

from collections.abc import Iterator

import pytest
from django.test import Client

from plushka.domain.programmes import files
from plushka.domain.programmes.operations import publish
from plushka.domain.tenants.context import tenant_context
from tests.domain.campaigns.cast import launch
from tests.web.conftest import Shop, open_shop
from tests.web.manager.test_programme import promise
from tests.web.till.people import now, text_of

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


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", "Акции, которые идут сейчас Осень Покупка: 100 бонусов С 01.01.2020."),
        ("uk", "Акції, що тривають зараз Осінь Покупка: 100 бонусів З 01.01.2020."),
        ("en", "Campaigns that run now Autumn Purchase: 100 points From 2020-01-01."),
    ],
)
def test_what_runs_is_told_beside_what_stands(language: str, words: str):
    shop, other = open_shop("Липа"), open_shop("Дуб")
    review = {"code": "review", "name": "Отзыв", "trigger": "review"}
    rules = [review | {"effects": [{"effect": "points", "points": "30"}]}]
    with tenant_context(shop.tenant.id):
        plain = files.plain(files.preset("bonusplus")) | {"rules": rules}
        publish(programme=files.read(plain), actor="system:tests", at=now())
        launch(at=now())

    page = said(shop, language=language)

    assert words in page
    assert {"ru": "Отзыв: 30 бонусов", "uk": "Відгук: 30 бонусів", "en": "Review: 30 points"}[
        language
    ] in page
    assert words not in said(other, language=language)
    assert words not in said(shop, "/1", language=language)
