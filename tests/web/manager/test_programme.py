"""What is promised, and a receipt to try it on."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from plushka.domain.programmes import files
from plushka.domain.programmes.operations import publish
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from tests.web.conftest import Shop, open_shop
from tests.web.manager.conftest import Person
from tests.web.till.people import now, text_of

SPACE = "\N{NO-BREAK SPACE}"


def promise(shop: Shop, *, percent: int, days: int = 0) -> None:
    """Publish a version whose first tier earns so many percent, from so many days on."""
    plain = files.plain(files.preset("bonusplus"))
    plain["tiers"][0]["earning"] = [{"percent": percent}]
    with tenant_context(shop.tenant.id):
        publish(
            programme=files.read(plain),
            actor="system:tests",
            at=now(),
            valid_from=now() + dt.timedelta(days=days),
        )


def said(person: Person, path: str = "programme", **sent: Any) -> str:
    return text_of(person.get(path, **sent)).replace(SPACE, " ")


def test_the_version_in_force_is_told_in_words(owner: Person):
    page = said(owner)

    assert "Version 1, in force since 21 November 2026, 12:00." in page
    assert "You earn 5% of what you pay with money." in page
    assert "For those whose purchases come to more than 10,000 ₽." in page
    assert "Points of a purchase live 365 days." in page


def test_the_page_begins_with_an_example(owner: Person):
    assert "Will accrue +50 points" in said(owner)


def test_a_receipt_is_worked_out_with_its_reasons(owner: Person):
    page = said(owner, tier="gold", price=["1000", "200"], redeem="300")

    assert "To pay 900.00 ₽" in page
    assert "Will accrue +90 points" in page
    assert "10% of 900.00 ₽: 300.00 ₽ paid with points" in page


def test_only_the_receipt_is_sent_to_a_script(owner: Person):
    answer = owner.client.get(
        "/manage/programme", {"price": "1000"}, headers={"hx-request": "true"}
    )

    assert "Will accrue" in text_of(answer)
    assert "<html" not in answer.content.decode()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"price": "x"}, "“x” is no number. Type it like 12.50."),
        ({"price": "10", "redeem": "20"}, "Points can pay for at most 10 of this receipt."),
        ({"price": "10", "days": "-1"}, "Type whole days since the last purchase"),
        ({"price": ["", "", ""]}, "Type a price: what it comes to appears here at once."),
        ({"price": "10", "tier": "nowhere"}, "Will accrue +0.50 points"),
        ({"price": "10", "redeem": "all"}, "To pay 0.00 ₽"),
    ],
)
def test_what_is_typed_wrong_is_said(owner: Person, sent: dict[str, Any], told: str):
    assert told in said(owner, **sent)


def test_versions_are_listed_with_their_states(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    promise(shop, percent=6)
    promise(shop, percent=8, days=9)
    promise(shop, percent=7, days=5)

    page = said(person)

    rows = page.partition("State")[2]
    assert [rows.count(state) for state in ("in force", "to come", "past", "never ruled")] == [
        1, 1, 1, 1,
    ]  # fmt: skip
    assert "You earn 6% of what you pay with money." in page
    assert "You earn 7% of what you pay with money." in said(person, "programme/4")
    assert "It is not the one in force." in said(person, "programme/4")


def test_a_version_is_downloaded_as_yaml(owner: Person, shop: Shop):
    answer = owner.get("programme/1.yaml")

    name = f"{shop.tenant.slug}-programme-1.yaml"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert files.read_yaml(answer.content.decode()) == files.preset("bonusplus")


def test_no_such_version_is_nowhere(owner: Person):
    assert [owner.get(f"programme/{name}").status_code for name in ("9", "9.yaml", "x")] == [
        404, 404, 404,
    ]  # fmt: skip


def test_the_neighbours_versions_are_nowhere(enter: Callable[[Staff], Person]):
    first, second = open_shop("Липа"), open_shop("Дуб")
    promise(first, percent=13)

    stranger = enter(second.owner)

    assert "13%" not in said(stranger)
    assert stranger.get("programme/2").status_code == 404


@pytest.mark.parametrize(
    ("language", "words"), [("ru", "Начисляем 5 %"), ("uk", "Нараховуємо 5 %")]
)
def test_it_is_told_in_the_readers_language(
    enter: Callable[..., Person], shop: Shop, language: str, words: str
):
    assert words in said(enter(shop.owner, language))
