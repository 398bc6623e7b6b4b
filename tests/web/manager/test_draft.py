"""The editor: a draft changed by hand, looked through, and published with a date."""

import datetime as dt
from typing import Any

import pytest

from plushka.domain.programmes import files
from plushka.domain.programmes.models import Draft, Version
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.manager.test_programme import promise
from tests.web.till.people import now, text_of

SPACE = "\N{NO-BREAK SPACE}"
GOLD = {
    "tier": "gold",
    "threshold": "10 000",
    "earning": "10",
    "discount": "",
    "max_percent": "100",
    "purchase_days": "365",
    "activation": "immediate",
    "activation_days": "",
}


@pytest.fixture
def begun(newcomer: tuple[Person, Shop]) -> tuple[Person, Shop]:
    """Somebody with a draft just begun."""
    newcomer[0].post("programme/draft/open")
    return newcomer


def said(person: Person, path: str = "programme/draft", **sent: Any) -> str:
    return text_of(person.get(path, **sent)).replace(SPACE, " ")


def draft_of(shop: Shop) -> dict[str, Any] | None:
    with tenant_context(shop.tenant.id):
        found = Draft.objects.first()
        return found and found.document


def versions_of(shop: Shop) -> list[tuple[int, dt.datetime]]:
    with tenant_context(shop.tenant.id):
        return list(Version.objects.order_by("number").values_list("number", "valid_from"))


def test_a_draft_begins_as_the_newest_version(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    assert "Nobody has begun a draft." in said(person)

    person.post("programme/draft/open")

    page = said(person)
    assert "Begun from version 1" in page
    assert "Nothing: the draft says what the newest version says." in page
    assert draft_of(shop) == files.plain(files.preset("bonusplus"))


def test_saving_a_form_that_says_the_same_changes_nothing(begun: tuple[Person, Shop]):
    person, shop = begun
    before = draft_of(shop)

    answer = person.post("programme/draft/tier", **GOLD)

    assert answer["Location"] == "/manage/programme/draft?tier=gold"
    assert draft_of(shop) == before


def test_what_is_typed_is_kept_as_the_tiers_own(begun: tuple[Person, Shop]):
    person, shop = begun
    typed = {
        "threshold": "20 000,50",
        "earning": "12,5",
        "discount": "3",
        "max_percent": "50",
        "purchase_days": "",
        "activation": "after_days",
        "activation_days": "14",
    }

    person.post("programme/draft/tier", **GOLD | typed)

    document = draft_of(shop)
    assert document is not None
    plain = files.plain(files.preset("bonusplus"))
    gold = document["tiers"][1]
    assert gold["when"] == {"lifetime_purchases": {"gt": "20000.50"}}
    assert gold["earning"][0]["percent"] == "12.5"
    assert gold["discount"]["percent"] == "3"
    assert gold["paying"] == plain["paying"] | {"max_percent": "50"}
    assert gold["expiry"] == plain["expiry"] | {"purchase_days": None}
    assert gold["activation"] == {"mode": "after_days", "days": 14}
    assert document["tiers"][0] == plain["tiers"][0]
    page = said(person, tier="gold")
    assert "You earn 12.5% of what you pay with money." in page
    assert "10% → 12.5%" in page


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"earning": "x"}, "Type a percent that can be, such as 7.5."),
        ({"max_percent": "101"}, "Type a percent that can be, such as 7.5."),
        ({"threshold": ""}, "Type a sum above that of the tier before it."),
        (
            {"activation": "after_days", "activation_days": ""},
            "Type whole days; points have to open before they end.",
        ),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    begun: tuple[Person, Shop], typed: dict[str, str], told: str
):
    person, shop = begun
    before = draft_of(shop)

    answer = person.post("programme/draft/tier", **GOLD | typed)

    assert answer.status_code == 422
    assert told in text_of(answer)
    assert draft_of(shop) == before


def test_consequences_are_told_before_anything_is_kept(begun: tuple[Person, Shop]):
    person, shop = begun
    before = draft_of(shop)

    typed = GOLD | {"earning": "20", "price": "1000"}
    shown = text_of(person.post("programme/draft/preview", **typed)).replace(SPACE, " ")
    wrong = text_of(person.post("programme/draft/preview", **GOLD | {"earning": "x"}))

    assert "Will accrue +200 points" in shown
    assert "You earn 20% of what you pay with money." in shown
    assert "As it stands, this cannot be promised." in wrong
    assert draft_of(shop) == before


def test_everything_else_is_edited_as_yaml(begun: tuple[Person, Shop]):
    person, shop = begun
    plain = files.plain(files.preset("bonusplus"))
    plain["tiers"][0]["earning"] = [{"per_full": {"each": "100.00", "points": "1.00"}}]
    yaml = files.to_yaml(files.read(plain))

    kept = person.post("programme/draft/yaml", yaml=yaml)
    refused = person.post("programme/draft/yaml", yaml=yaml.replace("100.00", "0.00", 1))

    assert kept.status_code == 302
    assert "is edited as YAML below" in said(person)
    assert refused.status_code == 422
    assert "tiers[0].earning[0].per_full.each" in text_of(refused)
    document = draft_of(shop)
    assert document is not None
    assert document["tiers"][0]["earning"][0]["per_full"]["each"] == "100.00"


def test_a_draft_is_published_with_a_date(begun: tuple[Person, Shop]):
    person, shop = begun
    person.post("programme/draft/tier", **GOLD | {"earning": "12"})
    day = (now() + dt.timedelta(days=40)).date()

    answer = person.post("programme/draft/publish", valid_from=f"{day}T00:00")

    assert answer["Location"] == "/manage/programme/2"
    [_, (number, valid_from)] = versions_of(shop)
    midnight = dt.datetime.combine(day, dt.time(), dt.timezone(dt.timedelta(hours=3)))
    assert (number, valid_from) == (2, midnight)
    assert draft_of(shop) is None
    assert "to come" in said(person, "programme")


def test_a_version_cannot_begin_in_the_past(begun: tuple[Person, Shop]):
    person, shop = begun

    for moment in ("2020-01-01T00:00", "soon"):
        answer = person.post("programme/draft/publish", valid_from=moment)
        assert answer.status_code == 422
        assert "A version cannot begin in the past." in text_of(answer)

    assert len(versions_of(shop)) == 1


def test_a_draft_that_others_overtook_is_not_published(begun: tuple[Person, Shop]):
    person, shop = begun
    promise(shop, percent=6)

    answer = person.post("programme/draft/publish")

    assert answer.status_code == 422
    assert "A newer version was published since." in text_of(answer)
    assert len(versions_of(shop)) == 2


def test_a_draft_is_thrown_away_once(begun: tuple[Person, Shop]):
    person, shop = begun

    first = person.post("programme/draft/discard")
    again = person.post("programme/draft/discard")

    assert (first["Location"], again.status_code) == ("/manage/programme", 422)
    assert "There is no draft any more" in text_of(again)
    assert draft_of(shop) is None


def test_the_neighbours_draft_is_not_seen(begun: tuple[Person, Shop], owner: Person):
    begun[0].post("programme/draft/tier", **GOLD | {"earning": "77"})

    assert "77" not in said(owner)
