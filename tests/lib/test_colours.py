"""Colours and what can be read on them."""

import pytest

from plushka.lib import colours


@pytest.mark.parametrize(
    ("typed", "read"),
    [(" #1C6B4F", "#1c6b4f"), ("abc", "#aabbcc"), ("#000", "#000000")],
)
def test_colours_are_read_as_people_copy_them(typed: str, read: str):
    assert colours.read(typed) == read


@pytest.mark.parametrize("typed", ["", "red", "#12345", "#ggg", "#1234567", "#٠٠٠"])
def test_what_is_no_colour_is_refused(typed: str):
    with pytest.raises(ValueError, match="no colour"):
        colours.read(typed)


def test_contrast_is_that_of_wcag():
    assert colours.contrast("#ffffff", "#000000") == 2100
    assert colours.contrast("#777777", "#ffffff") == 447
    assert colours.contrast("#123456", "#123456") == 100


def test_one_of_white_and_black_can_always_be_read():
    some = [f"#{red:02x}{green:02x}{blue:02x}" for red in range(0, 256, 17)
            for green in range(0, 256, 17) for blue in range(0, 256, 51)]  # fmt: skip

    least = min(colours.contrast(one, colours.text_on(one)) for one in some)

    assert least >= colours.READABLE
