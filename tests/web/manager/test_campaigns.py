"""Campaigns in the cabinet: built, launched, stopped, counted, laid out on a calendar."""

from typing import Any

import pytest

from plushka.domain.campaigns import queries
from plushka.domain.campaigns.models import Campaign
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import join, text_of

SPACE = "\N{NO-BREAK SPACE}"
CAMPAIGN: dict[str, Any] = {
    "name.ru": "Счастливые часы",
    "name.uk": "",
    "name.en": "Happy hours",
    "starts": "2026-01-01T00:00",
    "ends": "",
    "weekdays": ["mon", "fri"],
    "hours.0.from": "10:00",
    "hours.0.upto": "00:00",
    "outlets": ["market"],
    "audience.how": "all",
    "audience.parts.0.field": "member.tier",
    "audience.parts.0.op": "is",
    "audience.parts.0.value": "gold",
    "products.how": "all",
    "products.parts.0.field": "line.category",
    "products.parts.0.op": "is",
    "products.parts.0.value": "кофе",
    "first.effect": "discount",
    "first.percent": "20",
    "stacking.group": "all",
    "stacking.mode": "best",
    "stacking.priority": "5",
    "margin_share": "",
    "budgets.0.of": "money",
    "budgets.0.most": "10 000",
    "budgets.0.each": "month",
    "budgets.0.per": "all",
    "budgets.1.of": "uses",
    "budgets.1.most": "3",
    "budgets.1.each": "week",
    "budgets.1.per": "member",
}


def said(person: Person, path: str, **sent: Any) -> str:
    return text_of(person.get(path, **sent)).replace(SPACE, " ")


def save(person: Person, path: str = "campaigns/new", **changed: Any) -> Any:
    return person.post(path, **(CAMPAIGN | {"do": "save"} | changed))


def campaign_of(shop: Shop, code: str = "happy_hours") -> Campaign | None:
    with tenant_context(shop.tenant.id):
        return queries.get_campaign_or_none(code)


def states_of(shop: Shop) -> list[bool]:
    with tenant_context(shop.tenant.id):
        newest = queries.find_newest_versions()
        return [one.is_stopped for one in newest.values()]


def test_without_campaigns_the_list_says_what_one_is(newcomer: tuple[Person, Shop]):
    assert "A campaign is a promise with a date" in said(newcomer[0], "campaigns")


def test_a_campaign_is_built_in_one_form(newcomer: tuple[Person, Shop]):
    person, shop = newcomer

    answer = save(person)

    assert answer["Location"] == "/manage/campaign/happy_hours"
    campaign = campaign_of(shop)
    assert campaign is not None
    assert campaign.draft == {
        "code": "happy_hours",
        "name": {"ru": "Счастливые часы", "uk": "Счастливые часы", "en": "Happy hours"},
        "starts": "2026-01-01T00:00",
        "weekdays": ["mon", "fri"],
        "hours": [{"from": "10:00", "upto": "24:00"}],
        "audience": {"field": "member.tier", "is": "gold"},
        "products": {"field": "line.category", "is": "кофе"},
        "outlets": ["market"],
        "stacking": {"group": "all", "mode": "best", "priority": 5},
        "rules": [
            {
                "code": "first",
                "name": "Счастливые часы",
                "trigger": "purchase",
                "effects": [{"effect": "discount", "percent": "20"}],
            }
        ],
        "budgets": [
            {"of": "money", "most": "10000.00", "each": "month", "per": "all"},
            {"of": "uses", "most": "3.00", "each": "week", "per": "member"},
        ],
    }


def test_its_page_says_what_members_will_read(newcomer: tuple[Person, Shop]):
    person, _shop = newcomer
    save(person)

    page = said(person, "campaign/happy_hours")

    assert "Purchase: 20% off" in page
    assert "From 2026-01-01." in page
    assert "On: Monday, Friday." in page
    assert "Hours: 10:00–24:00." in page
    assert "Where: Рынок." in page
    assert "For those whose tier is “Gold”." in page
    assert "For goods whose category is “кофе”." in page
    assert "One member gets at most 3 times a week." in page
    assert "As long as the campaign’s budget lasts." in page
    assert "Nobody is promised this yet." in page


def test_a_form_nobody_touched_saves_the_same(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    save(person)
    before = campaign_of(shop)
    without = {name: text for name, text in CAMPAIGN.items() if not name.startswith("first")}

    person.post("campaign/happy_hours", **without, do="save")

    after = campaign_of(shop)
    assert before is not None
    assert after is not None
    assert after.draft == before.draft


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"name.ru": "", "name.en": " "}, "Name the campaign, in one language at least."),
        ({"starts": ""}, "Choose when the campaign starts."),
        ({"ends": "2025-01-01T00:00"}, "A campaign ends after it starts."),
        ({"hours.0.from": "23:00", "hours.0.upto": "22:00"}, "Type from when to when"),
        ({"audience.parts.0.field": ""}, "Choose what to look at."),
        ({"products.parts.0.value": ""}, "Type what it has to be."),
        ({"first.percent": "200"}, "Type a percent above 0 and at most 100."),
        ({"budgets.0.most": "0"}, "Type a number above zero."),
        ({"budgets.1.most": "1.5"}, "Type a whole number."),
        ({"stacking.group": "Все"}, "Use small Latin letters"),
        ({"stacking.priority": "x"}, "Type a whole number."),
        ({"margin_share": "101"}, "Type a percent that can be, such as 7.5."),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    newcomer: tuple[Person, Shop], changed: dict[str, str], told: str
):
    person, shop = newcomer

    answer = save(person, **changed)

    assert answer.status_code == 422
    assert told in text_of(answer)
    assert campaign_of(shop) is None


def test_a_campaign_is_launched_changed_and_stopped(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    save(person)

    person.post("campaign/happy_hours/launch")
    running = said(person, "campaigns")
    again = person.post("campaign/happy_hours/launch")
    save(person, "campaign/happy_hours", **{"budgets.0.most": "5000"})
    changed = said(person, "campaigns")
    person.post("campaign/happy_hours/stop")
    stopped = said(person, "campaigns")

    assert "Happy hours running" in running
    assert "money off a month, for all together 0 / 10,000" in running
    assert again.status_code == 422
    assert "It is launched as it stands." in text_of(again)
    assert "changed, not launched" in changed
    assert "Happy hours stopped" in stopped
    assert states_of(shop) == [True]


def test_a_campaign_that_would_be_over_is_not_launched(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    save(person, ends="2026-01-02T00:00")

    answer = person.post("campaign/happy_hours/launch")

    assert answer.status_code == 422
    assert "The campaign would be over already." in text_of(answer)
    assert states_of(shop) == []


def test_a_draft_is_thrown_away_once(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    save(person)

    first = person.post("campaign/happy_hours/discard")
    again = person.post("campaign/happy_hours/discard")

    assert (first["Location"], again.status_code) == ("/manage/campaigns", 404)
    assert campaign_of(shop) is None


def test_two_campaigns_of_one_name_get_codes_of_their_own(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    save(person)

    answer = save(person)

    assert answer["Location"] == "/manage/campaign/happy_hours_2"
    assert campaign_of(shop, "happy_hours_2") is not None


@pytest.mark.parametrize(
    ("do", "name"),
    [
        ("budget:", "budgets.2.of"),
        ("hours:", "hours.1.from"),
        ("condition:audience", "audience.parts.1.field"),
        ("group:products", "products.parts.1.how"),
        ("condition:first.lines", "first.lines.parts.0.field"),
    ],
)
def test_a_button_adds_a_part_and_keeps_nothing(newcomer: tuple[Person, Shop], do: str, name: str):
    person, shop = newcomer

    page = person.post("campaigns/new", **CAMPAIGN, do=do).content.decode()

    assert f'name="{name}"' in page
    assert campaign_of(shop) is None


def test_the_audience_is_counted_while_it_is_built(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    join(shop)
    join(shop)
    standard = CAMPAIGN | {"audience.parts.0.value": "standard"}
    wrong = CAMPAIGN | {"audience.parts.0.field": ""}

    told = [
        text_of(person.post("campaigns/audience", **sent)).strip()
        for sent in (CAMPAIGN, standard, wrong)
    ]

    assert told == [
        "0 members as of now",
        "2 members as of now",
        "The audience is not whole yet.",
    ]


def test_rules_of_a_campaign_are_built_by_the_same_constructor(newcomer: tuple[Person, Shop]):
    person, shop = newcomer
    save(person)
    rule = {
        "trigger": "redemption",
        "name": "За оплату",
        "condition.how": "all",
        "effects.0.effect": "badge",
        "effects.0.badge": "payer",
    }

    unfit = person.post("campaign/happy_hours/rule", **rule | {"trigger": "review"}, do="save")
    built = person.post("campaign/happy_hours/rule", **rule, do="save")
    last = [
        person.post("campaign/happy_hours/rule/remove", code=code)
        for code in ("first", "za_oplatu")
    ]

    assert unfit.status_code == 422
    assert "one of the rules is heard where nothing is bought" in text_of(unfit)
    assert built["Location"] == "/manage/campaign/happy_hours"
    assert last[1].status_code == 422
    assert "it keeps its last rule" in text_of(last[1])
    campaign = campaign_of(shop)
    assert campaign is not None
    assert campaign.draft is not None
    assert [one["trigger"] for one in campaign.draft["rules"]] == ["redemption"]


def test_the_neighbours_campaigns_are_nowhere(newcomer: tuple[Person, Shop], owner: Person):
    save(newcomer[0])

    assert "Happy hours" not in said(owner, "campaigns")
    assert owner.get("campaign/happy_hours").status_code == 404
    assert owner.post("campaign/happy_hours/launch").status_code == 404
    assert owner.post("campaign/happy_hours/rule", do="save").status_code == 404
