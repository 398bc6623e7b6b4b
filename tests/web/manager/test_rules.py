"""The constructor: rules built by hand out of what their triggers offer."""

from collections.abc import Callable
from typing import Any

import pytest

from plushka.domain.programmes import drafts
from plushka.domain.programmes.models import Draft
from plushka.domain.rules.effects.kinds import EFFECTS
from plushka.domain.rules.triggers.kinds import TRIGGERS
from plushka.domain.tenants.context import tenant_context
from plushka.web.manager.rules.effect_inputs import kinds_at
from tests.web.conftest import Shop
from tests.web.manager.conftest import Person
from tests.web.till.people import now, text_of

RULE: dict[str, Any] = {
    "trigger": "purchase",
    "name": "Кофе за наш счёт",
    "condition.how": "all",
    "condition.parts.0.field": "member.tier",
    "condition.parts.0.op": "is",
    "condition.parts.0.value": "gold",
    "condition.parts.1.how": "any_line",
    "condition.parts.1.parts.0.field": "line.category",
    "condition.parts.1.parts.0.op": "in",
    "condition.parts.1.parts.0.value": "кофе\nчай",
    "condition.parts.2.how": "not",
    "condition.parts.2.parts.0.field": "time.weekday",
    "condition.parts.2.parts.0.op": "in",
    "condition.parts.2.parts.0.value": ["sat", "sun"],
    "effects.0.effect": "points",
    "effects.0.points": "1 050,50",
    "effects.0.opens_days": "",
    "effects.0.valid_days": "14",
}
DOCUMENT = {
    "code": "kofe_za_nash_schet",
    "name": "Кофе за наш счёт",
    "trigger": "purchase",
    "condition": {
        "all": [
            {"field": "member.tier", "is": "gold"},
            {"any_line": {"field": "line.category", "in": ["кофе", "чай"]}},
            {"not": {"field": "time.weekday", "in": ["sat", "sun"]}},
        ]
    },
    "effects": [{"effect": "points", "points": "1050.50", "opens_days": 0, "valid_days": 14}],
}


@pytest.fixture
def begun(newcomer: tuple[Person, Shop]) -> tuple[Person, Shop]:
    """Somebody with a draft just begun."""
    newcomer[0].post("programme/draft/open")
    return newcomer


def rules_of(shop: Shop) -> list[dict[str, Any]]:
    with tenant_context(shop.tenant.id):
        found = Draft.objects.get()
        return list(found.document["rules"])


def keep(shop: Shop, *documents: dict[str, Any]) -> None:
    with tenant_context(shop.tenant.id):
        document = drafts.get_draft().document | {"rules": list(documents)}
        drafts.change_draft(document=document, actor="system:tests", at=now())


def save(person: Person, **changed: Any) -> Any:
    return person.post("programme/draft/rule", **(RULE | {"do": "save"} | changed))


def test_a_rule_is_built_out_of_fields_and_groups(begun: tuple[Person, Shop]):
    person, shop = begun

    answer = save(person)

    assert answer["Location"] == "/manage/programme/draft/rules"
    assert rules_of(shop) == [DOCUMENT]
    page = text_of(person.get("programme/draft/rules"))
    assert (
        "Purchase, if tier is “Gold” and there is a line where category is one of “кофе”, “чай”"
        " and it is not so that weekday is one of Saturday, Sunday: 1,050.50 points,"
        " valid for 14 days" in page
    )


def test_a_rule_opens_as_it_was_saved_and_saves_the_same(begun: tuple[Person, Shop]):
    person, shop = begun
    keep(shop, DOCUMENT | {"code": "first", "name": "First"}, DOCUMENT)

    page = person.get("programme/draft/rule", code="kofe_za_nash_schet").content.decode()
    save(person, was="kofe_za_nash_schet", code="kofe_za_nash_schet", name="Чай")

    assert 'value="Кофе за наш счёт"' in page
    assert rules_of(shop)[1] == DOCUMENT | {"name": "Чай"}
    assert [one["code"] for one in rules_of(shop)] == ["first", "kofe_za_nash_schet"]


def test_each_place_that_is_wrong_says_so(begun: tuple[Person, Shop]):
    person, shop = begun
    changed = {
        "name": " ",
        "condition.parts.0.field": "receipt.total",
        "condition.parts.0.op": "from",
        "condition.parts.0.value": "many",
        "condition.parts.1.parts.0.field": "",
        "effects.0.valid_days": "soon",
    }

    answer = save(person, **changed)

    page = text_of(answer)
    assert answer.status_code == 422
    assert "Give the rule a name." in page
    assert "Type a sum, such as 146.98." in page
    assert "Choose what to look at." in page
    assert "Type a whole number." in page
    assert rules_of(shop) == []


@pytest.mark.parametrize(
    ("do", "told"),
    [
        ("condition:condition", "condition.parts.3.field"),
        ("condition:condition.parts.1", "condition.parts.1.parts.1.field"),
        ("group:condition", "condition.parts.3.how"),
        ("effect:", "effects.1.effect"),
        ("condition:effects.0.lines", "effects.0.lines.parts.0.field"),
    ],
)
def test_a_button_adds_a_part_and_keeps_nothing(begun: tuple[Person, Shop], do: str, told: str):
    person, shop = begun
    typed = {"effects.0.effect": "discount", "effects.0.percent": "5"}

    answer = person.post("programme/draft/rule", **(RULE | typed | {"do": do}))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'name="{told}"' in page
    assert 'value="кофе' in page or ">кофе" in page
    assert rules_of(shop) == []


def test_a_button_takes_a_part_away(begun: tuple[Person, Shop]):
    person, _shop = begun

    page = person.post("programme/draft/rule", **RULE, do="remove:condition.parts.1").content
    none = person.post("programme/draft/rule", **RULE, do="remove:effects.0").content

    assert b"line.category" not in page.replace(b'<option value="line.category"', b"")
    assert b'name="condition.parts.1.how"' in page
    assert b'name="effects.0.effect"' not in none


@pytest.mark.parametrize(
    "do",
    ["remove:condition.parts.99", "remove:effects.x", "condition:effects.9.lines", "x:y", ":"],
)
def test_a_button_nobody_has_changes_nothing(begun: tuple[Person, Shop], do: str):
    person, _shop = begun

    answer = person.post("programme/draft/rule", **RULE, do=do)

    assert answer.status_code == 200
    assert b'name="condition.parts.2.how"' in answer.content


def test_only_the_parts_are_sent_to_a_script(begun: tuple[Person, Shop]):
    person, _shop = begun

    answer = person.client.post(
        "/manage/programme/draft/rule", RULE, headers={"hx-request": "true"}
    )

    assert "<html" not in answer.content.decode()
    assert "hx-swap-oob" in answer.content.decode()
    assert "Purchase, if tier is “Gold”" in text_of(answer)


def test_the_words_follow_what_is_typed(begun: tuple[Person, Shop]):
    person, _shop = begun

    told = text_of(person.post("programme/draft/rule/told", **RULE | {"effects.0.points": "7"}))
    wrong = text_of(person.post("programme/draft/rule/told", **RULE | {"effects.0.points": ""}))

    assert "7 points, valid for 14 days" in told
    assert "Type a sum, such as 146.98." in wrong


def test_two_effects_of_a_kind_are_told_apart_for_good(begun: tuple[Person, Shop]):
    person, shop = begun
    more = {"effects.1.effect": "points", "effects.1.points": "5", "effects.1.valid_days": "3"}

    save(person, **more)

    effects = rules_of(shop)[0]["effects"]
    assert [one.get("code") for one in effects] == [None, "points_2"]


def test_a_name_that_is_taken_gives_another_code(begun: tuple[Person, Shop]):
    person, shop = begun
    keep(shop, DOCUMENT)

    save(person)

    assert [one["code"] for one in rules_of(shop)] == [
        "kofe_za_nash_schet",
        "kofe_za_nash_schet_2",
    ]


def test_a_code_that_is_taken_is_refused_beside_it(begun: tuple[Person, Shop]):
    person, shop = begun
    keep(shop, DOCUMENT)

    answer = save(person, code="kofe_za_nash_schet")

    assert answer.status_code == 422
    assert "Another rule has this code." in text_of(answer)
    assert rules_of(shop) == [DOCUMENT]


def test_rules_that_set_each_other_off_are_refused(begun: tuple[Person, Shop]):
    person, shop = begun

    answer = person.post(
        "programme/draft/rule",
        **{
            "trigger": "achievement",
            "name": "Again",
            "condition.how": "all",
            "effects.0.effect": "badge",
            "effects.0.badge": "friend",
            "do": "save",
        },
    )

    assert answer.status_code == 422
    assert "These rules would set each other off for ever: again → again." in text_of(answer)
    assert rules_of(shop) == []


def test_a_rule_is_taken_out(begun: tuple[Person, Shop]):
    person, shop = begun
    keep(shop, DOCUMENT, DOCUMENT | {"code": "second"})

    person.post("programme/draft/rule/remove", code="kofe_za_nash_schet")
    person.post("programme/draft/rule/remove", code="kofe_za_nash_schet")

    assert [one["code"] for one in rules_of(shop)] == ["second"]


def test_no_such_rule_or_trigger_is_nowhere(begun: tuple[Person, Shop]):
    person, _shop = begun

    asked: list[dict[str, str]] = [{"code": "x"}, {"trigger": "x"}, {}]
    assert [person.get("programme/draft/rule", **one).status_code for one in asked] == [404] * 3


def test_without_a_draft_it_has_to_be_begun(newcomer: tuple[Person, Shop]):
    person, _shop = newcomer

    assert "Nobody has begun a draft." in text_of(person.get("programme/draft/rules"))
    assert save(person).status_code == 422


def test_the_neighbours_rules_are_not_seen(begun: tuple[Person, Shop], owner: Person):
    keep(begun[1], DOCUMENT)

    owner.post("programme/draft/open")

    assert "Кофе" not in text_of(owner.get("programme/draft/rules"))
    assert owner.get("programme/draft/rule", code=DOCUMENT["code"]).status_code == 404


@pytest.mark.parametrize("trigger", TRIGGERS)
def test_each_trigger_offers_what_it_may_yield(begun: tuple[Person, Shop], trigger: str):
    person, _shop = begun

    page = person.get("programme/draft/rule", trigger=trigger).content.decode()

    offered = {kind for kind in EFFECTS if f'<option value="{kind}"' in page} - {"tier"}
    assert offered == set(kinds_at(TRIGGERS[trigger])) - {"tier"}


@pytest.mark.parametrize(("language", "words"), [("ru", "Если"), ("uk", "Якщо")])
def test_it_is_built_in_the_readers_language(
    enter: Callable[..., Person], shop: Shop, language: str, words: str
):
    person = enter(shop.owner, language)
    person.post("programme/draft/open")

    assert words in text_of(person.get("programme/draft/rule", trigger="purchase"))
