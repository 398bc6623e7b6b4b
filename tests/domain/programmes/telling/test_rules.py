"""Rules of a programme in sentences, for who made them and for members."""

import pytest

from plushka.domain.programmes import files
from plushka.domain.programmes.diff.telling import say
from plushka.domain.programmes.diff.walking import changes
from plushka.domain.programmes.telling.changes import changes as changes_of
from plushka.domain.programmes.telling.whole import tell
from tests.domain.programmes.making import DEFAULT, document

GOLDEN = {
    "code": "golden",
    "name": "Золотым",
    "trigger": "purchase",
    "condition": {
        "all": [
            {"field": "member.tier", "is": "gold"},
            {"field": "time.weekday", "in": ["sun", "fri"]},
            {"field": "outlet.code", "is": "main"},
        ]
    },
    "effects": [
        {"effect": "points", "points": "50", "valid_days": 14},
        {"effect": "tag", "tag": "золото"},
    ],
}
SILENT = {
    "code": "silent",
    "name": "Метка",
    "trigger": "review",
    "effects": [{"effect": "tag", "tag": "пишет"}],
}


def with_rules(*rules):
    return files.read(document(rules=list(rules)))


@pytest.mark.parametrize(
    ("language", "sentence", "promise"),
    [
        (
            "ru",
            (
                "Покупка, если уровень: «Золотая» и день недели: одно из списка пятница,"
                " воскресенье и торговая точка: «Рынок»: 50 бонусов, срок: 14 дней; тег «золото»"
            ),
            "; тег «золото»",
        ),
        (
            "uk",
            (
                "Покупка, якщо рівень: «Золота» і день тижня: одне зі списку пʼятниця, неділя"
                " і торгова точка: «Рынок»: 50 бонусів, строк: 14 днів; тег «золото»"
            ),
            "; тег «золото»",
        ),
        (
            "en",
            (
                "Purchase, if tier is “Gold” and weekday is one of Friday, Sunday"
                " and outlet is “Рынок”: 50 points, valid for 14 days; tag “золото”"
            ),
            "; tag “золото”",
        ),
    ],
)
def test_rules_are_told_by_the_names_people_know(language: str, sentence: str, promise: str):
    told = tell(with_rules(GOLDEN, SILENT), language, outlets={"main": "Рынок"})

    assert next(rule.sentence for rule in told.rules) == sentence
    assert [rule.promise for rule in told.promises] == [sentence.removesuffix(promise)]


def test_what_nobody_is_promised_is_told_to_no_member():
    told = tell(with_rules(SILENT), "en")

    assert (len(told.rules), told.promises) == (1, ())


def test_a_version_says_which_promises_are_new():
    before, after = tell(with_rules(SILENT), "en"), tell(with_rules(GOLDEN, SILENT), "en")

    assert changes_of(before, after).new == (("", after.promises[0].promise),)
    assert changes_of(after, before).gone == (("", after.promises[0].promise),)


def test_rules_that_came_changed_or_went_are_told_whole():
    more = SILENT | {"effects": [{"effect": "tag", "tag": "писатель"}]}
    steps = [(), (SILENT,), (GOLDEN, more), (GOLDEN,)]

    told = [
        [say(one, old=old, new=new, language="en") for one in changes(old, new)]
        for old, new in zip(
            [with_rules(*step) for step in steps[:-1]],
            [with_rules(*step) for step in steps[1:]],
            strict=True,
        )
    ]

    golden = tell(with_rules(GOLDEN), "en").rules[0].sentence
    assert told == [
        ["new rule “Метка” — Review: tag “пишет”"],
        [
            f"new rule “Золотым” — {golden}",
            (
                "the rule is now “Метка” — Review: tag “писатель”;"
                " it was “Метка” — Review: tag “пишет”"
            ),
        ],
        ["no longer the rule “Метка” — Review: tag “писатель”"],
    ]
    assert changes(DEFAULT, DEFAULT) == []
