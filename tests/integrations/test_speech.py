"""A voice says codes so that they can be written down, and everything else as it is written."""

import pytest

from plushka.integrations import speech
from tests.integrations.channels import outgoing


@pytest.mark.parametrize(
    ("text", "aloud"),
    [
        ("Код для кассира: 4217", "Код для кассира: 4, 2, 1, 7"),
        ("Код входа: 004217. Пять минут.", "Код входа: 0, 0, 4, 2, 1, 7. Пять минут."),
        ("Код 4217 на 15 минут", "Код 4, 2, 1, 7 на 15 минут"),
    ],
)
def test_a_code_is_said_digit_by_digit(text: str, aloud: str) -> None:
    assert speech.aloud(outgoing(text, is_code=True)) == aloud


def test_what_is_no_code_is_said_as_a_number() -> None:
    assert speech.aloud(outgoing("Вам начислено 5000 бонусов")) == "Вам начислено 5000 бонусов"


def test_nobody_is_talked_to_for_longer_than_a_minute() -> None:
    assert len(speech.aloud(outgoing("1234" * 400, is_code=True))) == speech.LONGEST
