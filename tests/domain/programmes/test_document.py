"""What a programme document may say, and what is refused."""

import pytest

from plushka.domain.programmes import files
from plushka.domain.programmes.compiled import compile_
from plushka.domain.programmes.document import Discount
from plushka.domain.programmes.files import ProgrammeInvalid
from plushka.domain.programmes.rates import kinds
from tests.domain.programmes.making import VERSION, document


def errors(plain):
    with pytest.raises(ProgrammeInvalid) as refused:
        files.read(plain)
    assert refused.value.code == "invalid"
    assert refused.value.facts["errors"] == [
        {"path": path, "message": message} for path, message in refused.value.errors
    ]
    return refused.value.errors


def errors_of_rule(**rule):
    plain = document()
    plain["tiers"][1]["earning"] = [rule]
    return [(path.removeprefix("tiers[1].earning[0]"), said) for path, said in errors(plain)]


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        ({"colour": "red"}, ("colour", "there is no such field")),
        (
            {"expiry": {"purchase_days": -1}},
            ("expiry.purchase_days", "Expected `int` >= 0"),
        ),
        (
            {"paying": {"minimum": "-1"}},
            ("paying.minimum", "use digits with at most two decimals, such as 146.98"),
        ),
        (
            {"paying": {"max_percent": "1e2"}},
            ("paying.max_percent", "use digits with at most four decimals, such as 7.5"),
        ),
        (
            {"paying": {"max_percent": "１００"}},
            ("paying.max_percent", "use digits with at most four decimals, such as 7.5"),
        ),
        ({"preset": "Bonus!"}, ("preset", "use a-z, 0-9 and _, beginning with a letter")),
        ({"money": {"currency": "roubles"}}, ("money.currency", "use three capital letters")),
        ({"paying": None}, ("paying", "Expected `object`, got `null`")),
        ({"tiers": "gold"}, ("tiers", "Expected `array`, got `str`")),
        (
            {"confirmations": {"digits": 3}},
            ("confirmations.digits", "Expected `int` >= 4"),
        ),
    ],
)
def test_a_document_of_the_wrong_shape_names_its_field(sections, expected):
    assert errors(document(**sections)) == [expected]


def test_what_is_no_document_at_all_is_refused():
    assert errors([1]) == [("", "Expected `object`, got `array`")]


@pytest.mark.parametrize(
    ("sections", "expected"),
    [
        (
            {"money": {"currency": "RUB", "point_value": "0.00"}},
            ("money.point_value", "must be above zero"),
        ),
        ({"tiers": []}, ("tiers", "at least one tier is needed")),
        ({"paying": {"max_percent": "100.01"}}, ("paying.max_percent", "100.01 is more than 100")),
        ({"paying": {"multiple": "0.00"}}, ("paying.multiple", "must be above zero")),
        (
            {"activation": {"mode": "after_days"}},
            ("activation.days", "after_days needs a number of days above zero"),
        ),
        (
            {"activation": {"mode": "after_days", "days": 0}},
            ("activation.days", "after_days needs a number of days above zero"),
        ),
        (
            {"activation": {"mode": "next_day", "days": 2}},
            ("activation.days", "days go with the mode after_days"),
        ),
        (
            {"activation": {"mode": "event"}},
            ("activation.type", "name the type of the event that opens points"),
        ),
        (
            {"activation": {"mode": "event", "type": "delivered", "latest_days": 0}},
            ("activation.latest_days", "must be above zero"),
        ),
        (
            {"activation": {"mode": "event", "type": "delivered", "latest_days": 366}},
            ("expiry.purchase_days", "points would end before they open"),
        ),
        (
            {"activation": {"mode": "next_day", "type": "delivered"}},
            ("activation.type", "this goes with the mode event"),
        ),
        (
            {"activation": {"mode": "next_day", "latest_days": 2}},
            ("activation.latest_days", "this goes with the mode event"),
        ),
        (
            {"activation": {"mode": "after_days", "days": 366}},
            ("expiry.purchase_days", "points would end before they open"),
        ),
        (
            {"activation": {"mode": "next_day"}, "expiry": {"purchase_days": 0}},
            ("expiry.purchase_days", "points would end before they open"),
        ),
        (
            {"exclusions": {"accrual": ["food", "  "]}},
            ("exclusions.accrual[1]", "name a category"),
        ),
    ],
)
def test_a_document_that_contradicts_itself_names_its_field(sections, expected):
    assert errors(document(**sections)) == [expected]


def test_all_that_is_wrong_is_named_at_once():
    plain = document(paying={"multiple": "0"})
    plain["tiers"][0]["when"] = {"lifetime_purchases": {"from": "1.00"}}
    plain["tiers"][1] |= {
        "code": "standard",
        "when": {"lifetime_purchases": {}},
        "discount": {"percent": "101"},
        "paying": {"max_percent": "200"},
        "activation": {"mode": "after_days", "days": 400},
    }
    plain["tiers"].append(plain["tiers"][1] | {"code": "last"})
    del plain["tiers"][2]["when"], plain["tiers"][2]["discount"], plain["tiers"][2]["paying"]
    plain["tiers"][2]["activation"] = {"mode": "immediate"}
    plain["tiers"][2]["expiry"] = {"purchase_days": None}

    assert errors(plain) == [
        ("paying.multiple", "must be above zero"),
        ("tiers[1].code", "standard is the code of an earlier tier"),
        ("tiers[1].discount.percent", "101 is more than 100"),
        ("tiers[1].paying.max_percent", "200 is more than 100"),
        ("tiers[1].expiry.purchase_days", "points would end before they open"),
        ("tiers[0].when", "the first tier is where members begin and has no condition"),
        ("tiers[1].when.lifetime_purchases", "name either gt or from"),
        ("tiers[2].when", "only the first tier may be without a condition"),
    ]


@pytest.mark.parametrize("threshold", [{"gt": "9999.99"}, {"from": "10000.01"}])
def test_each_tier_asks_for_more_than_the_one_before(threshold):
    plain = document()
    plain["tiers"].append(
        plain["tiers"][1] | {"code": "last", "when": {"lifetime_purchases": threshold}}
    )

    assert errors(plain) == [
        ("tiers[2].when.lifetime_purchases", "must ask for more than the tier before it")
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({}, ("", "name exactly one of percent, bands, per_full, days_since")),
        (
            {"percent": "5", "per_full": {"each": "1", "points": "1"}},
            ("", "name exactly one of percent, bands, per_full, days_since"),
        ),
        ({"percent": "1000.1"}, (".percent", "1000.1 is more than 1000")),
        ({"percent": "5", "mode": "marginal"}, (".mode", "marginal goes with bands")),
        (
            {"percent": "5", "by": "receipt_net"},
            (".by", "receipt_net goes with whole bands and with per_full"),
        ),
        (
            {"bands": [{"percent": "5"}], "mode": "marginal", "by": "receipt_net"},
            (".by", "receipt_net goes with whole bands and with per_full"),
        ),
        (
            {"bands": [{"percent": "5"}], "by": "receipt_net", "on_return": "proportional"},
            (".on_return", "proportional goes with the base, not with receipt_net"),
        ),
        ({"bands": []}, (".bands", "at least one band is needed")),
        (
            {"bands": [{"percent": "5", "upto": "10"}]},
            (".bands[0].upto", "the last band has no end"),
        ),
        (
            {"bands": [{"percent": "5"}, {"percent": "6"}]},
            (".bands[0].upto", "only the last band may be without an end"),
        ),
        (
            {"bands": [{"percent": "5", "upto": "0"}, {"percent": "6"}]},
            (".bands[0].upto", "must lie above the band before it"),
        ),
        (
            {
                "bands": [
                    {"percent": "5", "upto": "10"},
                    {"percent": "5", "upto": "9.99"},
                    {"percent": "6"},
                ]
            },
            (".bands[1].upto", "must lie above the band before it"),
        ),
        ({"per_full": {"each": "0", "points": "1"}}, (".per_full.each", "must be above zero")),
        (
            {"days_since": {"bands": [{"upto": 5, "percent": "2000"}], "otherwise": "1"}},
            (".days_since.bands[0].percent", "2000 is more than 1000"),
        ),
        (
            {"days_since": {"bands": [], "otherwise": "2000"}},
            (".days_since.otherwise", "2000 is more than 1000"),
        ),
        (
            {
                "days_since": {
                    "bands": [{"upto": 5, "percent": "2"}, {"upto": 5, "percent": "1"}],
                    "otherwise": "0",
                }
            },
            (".days_since.bands[1].upto", "must lie above the band before it"),
        ),
    ],
)
def test_a_rule_that_makes_no_sense_names_its_field(rule, expected):
    assert errors_of_rule(**rule) == [expected]


def test_a_discount_names_exactly_one_rate():
    plain = document()
    plain["tiers"][0]["discount"] = {}

    assert errors(plain) == [
        ("tiers[0].discount", "name exactly one of percent, bands, days_since")
    ]


def test_a_rate_of_a_document_that_was_not_checked_is_a_fault():
    with pytest.raises(ValueError, match="names no rate"):
        kinds.rate(Discount())


def welcome(**changes):
    return {
        "code": "welcome",
        "name": "Привет",
        "trigger": "registration",
        "effects": [{"effect": "points", "points": "100", "valid_days": 7}],
    } | changes


def test_rules_are_kept_in_their_normal_form():
    kept = files.read(document(rules=[welcome()]))

    [rule] = kept.rules
    assert rule["effects"] == [
        {"effect": "points", "points": "100", "opens_days": 0, "valid_days": 7}
    ]
    assert files.read(files.plain(kept)) == kept
    compiled = compile_(kept, version=VERSION, zone="UTC")
    assert [one.code for one in compiled.rule_list] == ["welcome"]
    assert list(compiled.rules) == ["registration"]


def test_five_hundred_rules_are_read():
    rules = [welcome(code=f"welcome_{number}") for number in range(500)]

    assert len(files.read(document(rules=rules)).rules) == 500


@pytest.mark.parametrize(
    ("rules", "path"),
    [
        ([{"code": "welcome"}], "rules[0]"),
        ([welcome(), welcome()], "rules[1].code"),
        ([welcome(trigger="never")], "rules[0].trigger"),
        (
            [welcome(effects=[{"effect": "tier", "tier": "mud", "days": 5}])],
            "rules[0].effects[0].tier",
        ),
        ([welcome(effects=[{"effect": "message", "text": "mud"}])], "rules[0].effects[0].text"),
        ([welcome(condition={"field": "member.mud", "is": "1"})], "rules[0].condition.field"),
    ],
)
def test_rule_that_is_none_is_refused_with_its_place(rules, path):
    assert [where for where, _ in errors(document(rules=rules))] == [path]
