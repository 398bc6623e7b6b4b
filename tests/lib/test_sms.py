"""Texts are cut into the parts phones put together again, and each part fits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plushka.lib import sms


@pytest.mark.parametrize(
    ("text", "alphabet", "units", "lengths"),
    [
        ("", "GSM", 0, [0]),
        ("a" * 160, "GSM", 160, [160]),
        ("a" * 161, "GSM", 161, [153, 8]),
        ("a" * 307, "GSM", 307, [153, 153, 1]),
        ("€" * 80, "GSM", 160, [80]),
        ("€" * 81, "GSM", 162, [76, 5]),
        ("я" * 70, "UCS2", 70, [70]),
        ("я" * 71, "UCS2", 71, [67, 4]),
        ("я" * 268, "UCS2", 268, [67, 67, 67, 67]),
        ("🎁" * 35, "UCS2", 70, [35]),
        ("🎁" * 36, "UCS2", 72, [33, 3]),
        ("a" * 152 + "{" + "b" * 10, "GSM", 164, [152, 11]),
        ("Κалина", "UCS2", 6, [6]),
    ],
    ids=lambda value: value[:2] + f"x{len(value)}" if isinstance(value, str) else str(value),
)
def test_a_text_is_cut_as_its_alphabet_asks(
    text: str, alphabet: str, units: int, lengths: list[int]
) -> None:
    cut = sms.split(text)

    assert (cut.alphabet, cut.units, [len(part) for part in cut.parts]) == (
        alphabet,
        units,
        lengths,
    )


@given(text=st.text(st.sampled_from([*sms.CODES, "я", "ї", "🎁"]), max_size=400))
def test_parts_are_the_text_and_fit_into_a_message(text: str) -> None:
    cut = sms.split(text)

    assert "".join(cut.parts) == text
    room = 140 if cut.alphabet == "UCS2" else 160
    header = {"UCS2": 6, "GSM": 7}[cut.alphabet] if len(cut.parts) > 1 else 0
    assert all(len(sms.encode(part, cut.alphabet)) <= room - header for part in cut.parts)


def test_the_gsm_alphabet_is_read_as_it_is_written() -> None:
    everything = "".join(sms.CODES)

    assert sms.decode(sms.encode(everything, "GSM")) == everything
    assert len(everything) == 127 + 10


def test_rubbish_in_the_gsm_alphabet_is_read_as_far_as_it_goes() -> None:
    assert sms.decode(b"A\xffB\x1bA\x1b") == "A?BA"


@pytest.mark.parametrize("name", ["BonusPlus", "Lipa", "L 24-7.by_&", "1234", "+380671234567"])
def test_a_sender_is_a_short_latin_name_or_a_number(name: str) -> None:
    assert sms.is_sender(name)


@pytest.mark.parametrize(
    "name", ["", "Липа", "TwelveLetter", "Lipa!", "12", "12345-67890", "1" * 16, "Lipa\n"]
)
def test_no_phone_shows_such_a_sender(name: str) -> None:
    assert not sms.is_sender(name)
