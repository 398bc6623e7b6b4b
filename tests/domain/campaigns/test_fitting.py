"""Terms of a campaign that mean nothing where its rules are heard are refused by their place."""

import pytest

from plushka.domain.campaigns import operations as campaigns
from plushka.domain.campaigns.models import Campaign, CampaignVersion
from plushka.domain.campaigns.reading import CampaignInvalid
from plushka.domain.campaigns.rooms import per_of
from tests.conftest import NOON
from tests.domain.campaigns.cast import campaign, launch, rule
from tests.domain.sales.cast import promise

pytestmark = pytest.mark.django_db

POINTS = {"effect": "points", "points": "1"}
GOODS = {"field": "line.sku", "is": "A"}


def heard_at(trigger, *effects):
    return [rule(POINTS), rule(*(effects or [POINTS]), code="other", trigger=trigger)]


@pytest.mark.parametrize(
    ("sections", "path"),
    [
        ({"products": GOODS, "rules": heard_at("birthday")}, "products"),
        ({"products": GOODS, "rules": heard_at("registration")}, "products"),
        ({"outlets": ["main"], "rules": heard_at("birthday")}, "outlets"),
        ({"outlets": ["main"], "rules": heard_at("external")}, "outlets"),
        ({"margin_share": "50", "rules": heard_at("review")}, "margin_share"),
        (
            {"margin_share": "50", "rules": [rule({"effect": "upline", "points": ["1"]})]},
            "margin_share",
        ),
        (
            {
                "budgets": [{"of": "uses", "most": "1", "per": "outlet"}],
                "rules": heard_at("subscription"),
            },
            "budgets[0].per",
        ),
    ],
)
def test_term_that_means_nothing_to_a_rule_is_not_saved(programme, sections, path):
    with pytest.raises(CampaignInvalid) as refused:
        campaigns.save_draft(
            code="autumn", document=campaign(**sections), actor="system:test", at=NOON
        )

    assert [one for one, _ in refused.value.errors] == [path]
    assert Campaign.objects.count() == 0


@pytest.mark.parametrize(
    "sections",
    [
        {"products": GOODS, "rules": heard_at("supplier_sale")},
        {"outlets": ["main"], "rules": heard_at("registration")},
        {"margin_share": "50", "rules": heard_at("review", {"effect": "badge", "badge": "b"})},
    ],
)
def test_term_that_means_something_to_every_rule_is_launched(programme, sections):
    assert launch(**sections).number == 1


@pytest.mark.parametrize("of", ["points", "money"])
def test_budget_that_nothing_is_taken_from_is_not_launched(programme, of):
    """While a draft may still be built: its rules come last in the form."""
    with pytest.raises(CampaignInvalid) as refused:
        launch(rules=[rule({"effect": "badge", "badge": "b"})], budgets=[{"of": of, "most": "10"}])

    assert [path for path, _ in refused.value.errors] == ["budgets[0].of"]
    assert CampaignVersion.objects.count() == 0


def test_budget_of_one_member_is_not_compared_with_what_an_outlet_used():
    assert [per_of(f"uses:day:2026-11-21:{who}") for who in ("", "a:b", "-")] == [
        "all",
        "outlet",
        "outlet",
    ]
    assert per_of("points:campaign::0196b1a0-0000-7000-8000-000000000000") == "member"


@pytest.fixture
def programme(lipa):
    """«Липа» promises what every company promises at first."""
    return promise()
