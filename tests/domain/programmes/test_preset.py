"""The default programme is the source to the letter, and reads and writes as it is."""

import json

import pytest

from plushka.domain.programmes import files
from plushka.domain.programmes.files import ProgrammeInvalid
from tests.domain.programmes.making import document


def test_the_preset_is_the_source_to_the_letter():
    plain = document()

    assert plain["preset"] == "bonusplus_evotor"
    assert plain["money"] == {"currency": "RUB", "point_value": "1.00"}
    assert plain["sms"] == {
        "sender": "BonusPlus",
        "sender_rule": "^[A-Za-z]{1,11}$",
        "needs": "INN",
        "price": [[70, "2.75"], [134, "5.50"], [201, "7.75"], [268, "11.00"]],
    }
    assert [
        (tier["code"], tier["earning"][0]["percent"], tier.get("when"), tier.get("notify"))
        for tier in plain["tiers"]
    ] == [
        ("standard", "5", None, None),
        ("gold", "10", {"lifetime_purchases": {"gt": "10000"}}, "sms"),
    ]
    assert plain["activation"] == {"mode": "immediate"}
    assert plain["paying"]["max_percent"] == "100"
    assert (
        plain["expiry"].items()
        >= {"purchase_days": 365, "warn_days": 7, "warn_if_more_than": "5"}.items()
    )
    assert plain["birthday"] == {"days_before": 0, "gift": "1000", "valid_days": 7}
    assert plain["review"] == {"ask": "after_sale", "gift": "0"}
    assert plain["referral"] == {
        "keys": ["phone", "card"],
        "referrer": {"base": "purchase_paid", "percent": "3"},
        "newcomer": {"gift": "100", "usable_at_first_purchase": True},
    }
    assert plain["reanimation"] == {
        "gift_valid_days": 7,
        "steps": {
            "1": [[60, "100"], [90, "300"]],
            "2": [[100, "300"], [120, "400"], [180, "500"]],
            "3+": [[100, "500"], [120, "500"], [180, "500"]],
        },
    }
    assert (plain["confirmations"]["enrol"], plain["confirmations"]["redeem"]) == (True, True)


@pytest.mark.parametrize(
    ("message", "words", "source", "length"),
    [
        (
            "code_enrol",
            {"CODE": "1234"},
            "Код для кассира: 1234 Сообщая его я даю согласие на получение SMS",
            65,
        ),
        ("code_redeem", {"CODE": "1234"}, "Код для кассира: 1234", 21),
        (
            "accrued",
            {"POINTS": "50 бонусов", "BALANCE": "5000 бонусов"},
            "Вам начислено: 50 бонусов. Текущий баланс: 5000 бонусов.",
            56,
        ),
        (
            "expiring",
            {"DATE": "06.12", "POINTS": "1000 бонусов", "BALANCE": "5000 бонусов"},
            "06.12 у вас сгорит 1000 бонусов. Текущий баланс: 5000 бонусов",
            61,
        ),
        (
            "birthday",
            {"GIFT": "1000 подарочных бонусов", "DATE": "05.12.17"},
            "С Днём Рождения! Дарим Вам 1000 подарочных бонусов до 05.12.17!",
            63,
        ),
        (
            "review",
            {"LINK": "http://k.bonusplus.pro/XXXXXX/r"},
            "Пожалуйста, оставьте свой отзыв: http://k.bonusplus.pro/XXXXXX/r",
            64,
        ),
        (
            "reanimation",
            {"GIFT": "100 бонусов", "DATE": "15.12"},
            "Вам подарок 100 бонусов до 15.12",
            32,
        ),
    ],
)
def test_the_texts_of_the_source_fit_one_segment(message, words, source, length):
    # A8, A6.4
    text = document()["messages"][message]["ru"]
    for name, word in words.items():
        text = text.replace(f"[{name}]", word)

    assert text == source
    assert len(text) == length <= 70


def test_a_programme_comes_back_from_json_and_yaml_as_it_went():
    programme = files.preset("bonusplus")

    assert files.read(json.loads(json.dumps(files.plain(programme)))) == programme
    assert files.read_yaml(files.to_yaml(programme)) == programme


def test_yaml_keeps_decimals_as_they_are_written():
    text = files.to_yaml(files.preset("bonusplus"))

    programme = files.read_yaml(text.replace("percent: '5'", "percent: 7.10"))

    assert programme.tiers[0].earning[0].percent == "7.10"


def test_numbers_may_stand_for_decimal_strings_and_strings_for_days():
    programme = files.read(document(paying={"max_percent": 99.5}, expiry={"purchase_days": "365"}))

    assert programme.paying.max_percent == "99.5"
    assert programme.expiry.purchase_days == 365


def test_what_is_no_yaml_is_refused():
    with pytest.raises(ProgrammeInvalid) as refused:
        files.read_yaml("a: [")

    [(path, message)] = refused.value.errors
    assert path == ""
    assert message.startswith("no YAML: ")


def test_an_unknown_preset_is_refused():
    with pytest.raises(LookupError, match=r"^no preset \.\./secret; there are: bands, "):
        files.preset("../secret")
