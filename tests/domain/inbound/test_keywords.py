"""What people mean is understood in any spelling, and nothing else is."""

import pytest

from plushka.domain.inbound.keywords import plain, understand
from plushka.domain.inbound.wishes import KEYWORDS


def meant(text: str) -> str:
    found = understand(text, KEYWORDS)
    return found.name if found else ""


@pytest.mark.parametrize(
    "text",
    [
        "СТОП",
        "стоп!",
        " «Стоп». ",
        "STOP",
        "Stop please",
        "CTOП",
        "стоп реклама",
        "Стоп, хватит писать",
        "ОТПИСАТЬСЯ",
        "Відписатися",
        "unsubscribe",
    ],
    ids=str,
)
def test_stop_is_understood_in_every_spelling(text: str):
    assert meant(text) == "stop"


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("Баланс?", "balance"),
        ("BALANCE", "balance"),
        ("БАЛАHC", "balance"),
        ("Мій баланс", "balance"),
        ("старт", "start"),
        ("START", "start"),
        ("псевдонім", "alias"),
        ("Alias.", "alias"),
    ],
    ids=str,
)
def test_other_wishes_are_understood_too(text: str, wish: str):
    assert meant(text) == wish


@pytest.mark.parametrize(
    "text", ["", "   ", "…", "баланс где", "не стоп", "стопка", "🙂", "x" * 3000], ids=range(8)
)
def test_what_says_nothing_to_us_is_not_guessed(text: str):
    assert meant(text) == ""


def test_no_two_wishes_share_a_word():
    words = ("стоп", "stop", "старт", "start", "баланс", "balance", "псевдоним", "alias")
    assert len({plain(word) for word in words}) == len(words)
