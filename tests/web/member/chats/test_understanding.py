"""Words are understood in three languages, with signs around them and letters that look alike."""

import pytest

from plushka.web.member.chats.answering import EVERYBODY, INSIDE, OUTSIDE
from plushka.web.member.chats.understanding import WORDS, Opened, Wish, read_link, understand


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("/balance", Wish("balance")),
        ("/balance@lipa_bot", Wish("balance")),
        ("/code 0f", Wish("code", "0f")),
        ("/notice POINTS NONE", Wish("notice", "POINTS NONE")),
        ("Баланс", Wish("balance")),
        ("  БАЛАНС!!! ", Wish("balance")),
        ("СТОП", Wish("stop")),
        ("STOP.", Wish("stop")),
        ("CTOП", Wish("stop")),
        ("Картка", Wish("card")),
        ("🎁 история", Wish("history")),
        ("?", Wish("help")),
        ("/", None),
        ("/БАЛАНС", Wish("balance")),
        ("сколько у меня бонусов", None),
        ("", None),
        ("\x00", None),
        ("баланс " * 2000, None),
        ("/balance " + "x" * 9_000, None),
    ],
    ids=range(19),
)
def test_words_and_commands_are_one_wish(text: str, wish: Wish | None) -> None:
    assert understand(text) == wish


def test_every_word_is_a_wish_that_somebody_can_have() -> None:
    known = EVERYBODY.keys() | INSIDE.keys() | OUTSIDE.keys()

    assert WORDS.keys() - known == set()


@pytest.mark.parametrize(
    ("word", "opened"),
    [
        ("", Opened()),
        ("o_market", Opened(outlet="market")),
        ("r_2900000000018", Opened(referrer="2900000000018")),
        ("o_market__r_2900000000018", Opened("market", "2900000000018")),
        ("2900000000018", Opened(referrer="2900000000018")),
        ("x" * 1000, Opened(referrer="x" * 64)),
    ],
    ids=["none", "outlet", "friend", "both", "bare", "long"],
)
def test_a_link_names_an_outlet_and_a_friend(word: str, opened: Opened) -> None:
    assert read_link(word) == opened
