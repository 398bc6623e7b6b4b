"""Facts in, effects out."""

import datetime as dt
from uuid import UUID

import pytest

from plushka.domain.rules import rule as rules
from plushka.domain.rules.deciding import Decided, decide, ready
from plushka.domain.rules.effects.points import Points
from plushka.domain.rules.effects.tag import Tag
from plushka.domain.rules.facts import Facts, Line, Member, facts_at
from plushka.domain.rules.triggers.kinds import TRIGGERS
from tests.domain.rules.receipts import NOON, bought

ANNA = UUID("00000000-0000-7000-8000-000000000001")
GOLD = {"field": "member.tier", "is": "gold"}
POINTS = {"effect": "points", "points": "10"}


def a_rule(code: str, *effects: dict, trigger: str = "purchase", condition=GOLD) -> dict:
    return {
        "code": code,
        "name": code.title(),
        "trigger": trigger,
        "condition": condition,
        "effects": list(effects),
    }


def purchase(tier: str, sale: str = "s1") -> Facts:
    return bought(
        Line(sku="7", total=500),
        member=Member(id=ANNA, tier=tier, tags=("vip",)),
        happened={"receipt.sale": sale},
    )


def test_a_rule_that_holds_yields_its_effects_each_with_its_key_and_facts() -> None:
    known = ready(rules.read_all([a_rule("thanks", POINTS, {"effect": "tag", "tag": "vip"})]))

    facts = {
        "rule": "thanks",
        "name": "Thanks",
        "trigger": "purchase",
        "condition": GOLD,
        "seen": {"member.tier": "gold"},
    }
    points = {"opens_days": 0, "valid_days": None}
    assert decide(known, "purchase", purchase("gold")) == [
        Decided(
            "thanks",
            Points(points="10"),
            f"purchase:{ANNA}:s1:thanks:points",
            facts | {"effect": POINTS | points},
        ),
        Decided(
            "thanks",
            Tag(tag="vip"),
            f"purchase:{ANNA}:s1:thanks:tag",
            facts | {"effect": {"effect": "tag", "tag": "vip", "is_removed": False}},
        ),
    ]


def test_rules_that_do_not_hold_or_listen_to_others_yield_nothing() -> None:
    known = ready(
        rules.read_all([a_rule("thanks", POINTS), a_rule("party", POINTS, trigger="birthday")])
    )

    assert decide(known, "purchase", purchase("silver")) == []
    assert decide(known, "review", purchase("gold")) == []


def test_rules_of_a_trigger_yield_in_their_order() -> None:
    known = ready(rules.read_all([a_rule("second", POINTS), a_rule("first", POINTS)]))

    assert [one.rule for one in decide(known, "purchase", purchase("gold"))] == [
        "second",
        "first",
    ]


def test_a_key_is_the_same_again_and_another_for_another_delivery() -> None:
    known = ready(rules.read_all([a_rule("thanks", POINTS)]))
    [once] = decide(known, "purchase", purchase("gold"))
    [again] = decide(known, "purchase", purchase("gold"))
    [other] = decide(known, "purchase", purchase("gold", "s2"))

    assert once.key == again.key != other.key


def test_the_code_of_an_effect_stands_in_its_key_instead_of_its_kind() -> None:
    known = ready(rules.read_all([a_rule("thanks", POINTS | {"code": "extra"}, POINTS)]))

    assert [one.key for one in decide(known, "purchase", purchase("gold"))] == [
        f"purchase:{ANNA}:s1:thanks:extra",
        f"purchase:{ANNA}:s1:thanks:points",
    ]


def test_facts_that_miss_a_part_of_the_key_are_a_fault() -> None:
    known = ready(rules.read_all([a_rule("thanks", POINTS)]))

    with pytest.raises(ValueError, match=r"^purchase needs receipt\.sale$"):
        decide(known, "purchase", purchase("gold", ""))


def test_long_parts_of_a_key_and_those_with_a_colon_are_told_apart_by_a_digest() -> None:
    def key(kind: str, number: str) -> str:
        happened = {"event.source": "crm", "event.type": kind, "event.id": number}
        facts = facts_at(NOON, zone="UTC", member=Member(id=ANNA), happened=happened)
        return TRIGGERS["external"].key_of(facts)

    assert key("visit", "1") == f"external:{ANNA}:crm:visit:1"
    assert key("a:b", "c") != key("a", "b:c")
    assert len(key("x" * 200, "y" * 200)) == len(f"external:{ANNA}:crm::") + 80


def test_a_trigger_without_own_facts_in_its_key_happens_once_a_member() -> None:
    facts = facts_at(NOON, zone="UTC", member=Member(id=ANNA))

    assert TRIGGERS["registration"].key_of(facts) == f"registration:{ANNA}"


def test_what_was_seen_is_fit_for_json() -> None:
    member = Member(
        id=ANNA,
        birth_date=dt.date(2000, 2, 29),
        tags=("vip",),
        paid_total=12_345,
        is_blocked=False,
        last_purchase_at=NOON,
        attributes={"shoe": 43},
    )
    asked = {
        "any": [
            {"not": {"field": "member.birth_date", "exists": False}},
            {"field": "member.tags", "has": "vip"},
            {"field": "purchases.total", "gt": "1"},
            {"field": "purchases.last_at", "gt": "2020-01-01T00:00:00Z"},
            {"field": "member.is_blocked", "is": True},
            {"field": "member.attributes.shoe", "is": 43},
            {"field": "member.attributes.hat", "is": 43},
            {"field": "time.of_day", "is": "11:00"},
        ]
    }
    known = ready(
        rules.read_all([a_rule("seen", POINTS, trigger="registration", condition=asked)])
    )

    [one] = decide(known, "registration", facts_at(NOON, zone="Europe/Moscow", member=member))

    assert one.facts["seen"] == {
        "member.birth_date": "2000-02-29",
        "member.tags": ["vip"],
        "purchases.total": "123.45",
        "purchases.last_at": "2026-11-21T09:00:00Z",
        "member.is_blocked": False,
        "member.attributes.shoe": 43,
        "time.of_day": "12:00",
    }


def test_lines_are_not_told_again_in_what_was_seen() -> None:
    condition = {"any_line": {"field": "line.sku", "is": "7"}}
    known = ready(rules.read_all([a_rule("seven", POINTS, condition=condition)]))

    [one] = decide(known, "purchase", purchase("gold"))

    assert one.facts["seen"] == {}


def test_the_twelve_profiles_are_there_and_codes_under_the_cap() -> None:
    assert [trigger.profile for trigger in TRIGGERS.values()] == [
        *(f"R{number}" for number in range(11, 23)),
        "U9",
    ]
