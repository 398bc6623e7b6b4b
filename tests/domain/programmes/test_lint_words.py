"""What the lint finds, in words."""

import re

import pytest

from plushka.domain.programmes import lint
from plushka.domain.programmes.lint.telling import say
from plushka.domain.programmes.lint.texts import en, ru, uk
from plushka.domain.programmes.texts.counted import Counted
from tests.domain.programmes.test_lint import found


@pytest.mark.parametrize(
    ("parts", "ru", "uk", "en"),
    [
        (
            {"gold": {"earning": [{"percent": "7.5"}], "discount": {"percent": "25"}}},
            (
                "«Золотая» может отдать до 35,5 % покупки: бонусы, скидка и вознаграждение"
                " пригласившему вместе. Обычно отдают не больше 30 %"
            ),
            (
                "«Золота» може віддати до 35,5 % покупки: бонуси, знижка та винагорода тому, хто"
                " запросив, разом. Зазвичай віддають не більше 30 %"
            ),
            (
                "“Gold” may give away 35.5% of a purchase: points, discount and the referrer's"
                " reward together. Usual is at most 30%"
            ),
        ),
        (
            {"standard": {"earning": [{"percent": "0.015", "rounding": {"to": "1"}}]}},
            "0,015 % с округлением вниз дают хоть что-то только с покупки от 6 666,67 ₽",
            "0,015 % з округленням униз дають хоч щось лише з покупки від 6 666,67 ₽",
            "0.015% rounded down gives something only from a purchase of 6,666.67 ₽ on",
        ),
        (
            {"birthday": {"days_before": 3, "gift": "100", "valid_days": 1}},
            "Подарок живёт 1 день и сгорит до дня рождения: он приходит за 3",
            "Подарунок живе 1 день і згорить до дня народження: надходить за 3",
            "The gift lives 1 day and ends before the birthday: it comes 3 ahead",
        ),
        (
            {"paying": {"minimum": "500"}},
            "Подарок 100 меньше наименьшего списания 500: потратить только его не получится",
            "Подарунок 100 менший за найменше списання 500: витратити лише його не вийде",
            "The gift of 100 is below the least redemption of 500: alone it cannot be spent",
        ),
    ],
)
def test_a_finding_is_said_in_three_languages(parts, ru, uk, en):
    [finding] = found(**parts)

    said = [say(finding, language).replace("\N{NO-BREAK SPACE}", " ") for language in ("ru", "uk")]
    assert said == [ru, uk]
    assert (say(finding, "en"), say(finding, "de")) == (en, en)


@pytest.mark.parametrize("words", [ru, uk, en])
def test_every_finding_has_its_words_with_the_same_facts(words):
    def facts(sentence):
        text = sentence.other if isinstance(sentence, Counted) else sentence
        return set(re.findall(r"{(\w+)}", text))

    assert set(words.SENTENCES) == set(lint.KINDS)
    assert {code: facts(one) for code, one in words.SENTENCES.items()} == {
        code: facts(one) for code, one in en.SENTENCES.items()
    }
