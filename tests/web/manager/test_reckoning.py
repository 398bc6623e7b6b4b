"""What a shop can afford to give is reckoned while one types, told in steps, and made a draft."""

import pytest

from plushka.domain.programmes import drafts
from plushka.domain.programmes.models import Draft
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.manager.lab import draft_of, sell
from tests.web.till.people import join, text_of

SPACE = "\N{NO-BREAK SPACE}"
ASKED = {"average": "1 000", "sales": "2000", "buyers": "1000", "margin": "30", "give": "20"}


def said(person: Person, path: str, **sent: str) -> str:
    return text_of(person.get(path, **sent)).replace(SPACE, " ")


def test_every_step_is_told_in_words(newcomer: tuple[Person, Shop]):
    page = said(newcomer[0], "programme/reckoning", **ASKED)

    assert "brings 2,000,000.00 ₽: 2,000 receipts of 1,000.00 ₽." in page
    assert "The margin of 30% is 600,000.00 ₽ of that." in page
    assert "Customers get 20% of the margin: 120,000.00 ₽ a month at most." in page
    assert "the best tier may give 6% of a receipt: 60.00 ₽ of an average one." in page
    assert "Everybody begins with 3%." in page
    assert "The highest tier begins after purchases of 20,000.00 ₽." in page
    assert "A customer comes about every 15 days. Points live 90 days." in page
    assert "Points pay for at most 30% of a receipt." in page
    assert "Standard 3% 0 Silver 4.5% 8,000 Gold 6% 20,000" in page


def test_a_script_is_given_only_what_it_comes_to(newcomer: tuple[Person, Shop]):
    client = newcomer[0].client

    part = client.get("/manage/programme/reckoning", ASKED, headers={"hx-request": "true"})

    assert b"<form id" not in part.content
    assert b"<h1" not in part.content
    assert "Gold 6%" in text_of(part)


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("average", "0", "Type a sum above zero."),
        ("average", "x", "Type a sum above zero."),
        ("sales", "1.5", "Type a whole number from 1."),
        ("buyers", "2001", "Type a number from 1 to that of sales"),
        ("margin", "101", "Type a percent above 0 and up to 100."),
        ("give", "", "Type a percent above 0 and up to 100."),
    ],
)
def test_what_means_nothing_is_named(
    newcomer: tuple[Person, Shop], field: str, text: str, told: str
):
    person, shop = newcomer
    sent = ASKED | {field: text}

    page = said(person, "programme/reckoning", **sent)
    answer = person.post("programme/reckoning/draft", **sent)

    assert told in page
    assert "What to promise" not in page
    assert answer["Location"].startswith("/manage/programme/reckoning?")
    with tenant_context(shop.tenant.id):
        assert not Draft.objects.exists()


def test_it_becomes_a_draft(newcomer: tuple[Person, Shop]):
    person, shop = newcomer

    answer = person.post("programme/reckoning/draft", **ASKED)

    assert answer["Location"] == "/manage/programme/draft"
    with tenant_context(shop.tenant.id):
        document = drafts.get_draft().document
    assert [one["earning"][0]["percent"] for one in document["tiers"]] == ["3", "4.5", "6"]
    assert document["paying"]["max_percent"] == "30"


def test_a_draft_under_work_is_kept(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    draft_of(shop, percent="8")

    page = said(person, "programme/reckoning", **ASKED)
    answer = person.post("programme/reckoning/draft", **ASKED)

    assert "Open it as a draft" not in page
    assert answer.status_code == 422
    assert "There is a draft already." in text_of(answer)
    with tenant_context(shop.tenant.id):
        tiers = drafts.get_draft().document["tiers"]
    assert [one["percent"] for one in tiers[0]["earning"]] == ["8"]


def test_the_form_is_filled_from_what_was_sold(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    empty = said(person, "programme/reckoning", fill="yes")
    sell(shop, join(shop), "750.00")

    filled = person.get("programme/reckoning", fill="yes", give="10")

    assert "Nothing was sold yet that could fill the form." in empty
    assert 'value="750.00"' in filled.content.decode()
    assert 'value="10"' in filled.content.decode()
    assert "Filled from your sales of the last 90 days. Tills tell no costs" in text_of(filled)
