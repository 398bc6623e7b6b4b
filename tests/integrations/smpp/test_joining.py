"""Parts of messages wait for one another, but not for ever, and not in any number."""

import pytest

from plushka.integrations.smpp import joining
from plushka.integrations.smpp.joining import PATIENCE_SECONDS, Joiner
from plushka.integrations.smpp.reading import Written, text


def part(number: int, message: str, *, of: int = 2, reference: int = 1) -> Written:
    return Written("+79161234567", "4446", 8, message.encode("utf-16-be"), reference, of, number)


def words(found: list[Written]) -> list[str]:
    return [text(one, alphabet="GSM") for one in found]


def test_what_does_not_come_is_not_waited_for_longer_than_ten_minutes() -> None:
    joiner = Joiner()
    assert joiner.add(part(2, "код"), 0) == []
    assert joiner.overdue(PATIENCE_SECONDS - 1) == []

    late = joiner.overdue(PATIENCE_SECONDS)
    assert words(late) == ["…код"]
    # It was not taken in: it is given again.
    assert joiner.overdue(PATIENCE_SECONDS + 30) == late
    joiner.handed(late[0], PATIENCE_SECONDS + 30)
    assert joiner.overdue(PATIENCE_SECONDS + 60) == []


def test_a_repeated_part_of_what_was_handed_over_is_dropped_for_a_while() -> None:
    joiner = Joiner()
    joiner.add(part(1, "мой "), 0)
    [whole] = joiner.add(part(2, "код"), 1)
    joiner.handed(whole, 1)
    assert joiner.add(part(2, "код"), 2) == []
    assert joiner.rest() == []

    # Phones count their messages to 256: later the same number is another message's.
    assert joiner.overdue(1 + PATIENCE_SECONDS) == []
    joiner.add(part(1, "дру"), 2 + PATIENCE_SECONDS)
    assert words(joiner.add(part(2, "гой"), 3 + PATIENCE_SECONDS)) == ["другой"]


def test_a_flood_of_first_parts_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joining, "MOST_WAITING", 3)
    joiner = Joiner()
    for reference in range(3):
        assert joiner.add(part(1, str(reference), reference=reference), reference) == []

    [oldest] = joiner.add(part(1, "3", reference=3), 3)
    joiner.handed(oldest, 3)

    assert words([oldest]) == ["0…"]
    assert words(joiner.rest()) == ["1…", "2…", "3…"]
