"""A company's colour can be read as text, by day and by night, whatever it is."""

import pytest

from plushka.lib.colours import READABLE, contrast
from plushka.web.member.colours import readable


@pytest.mark.parametrize("colour", ["#1c6b4f", "#ffe600", "#000000", "#ffffff", "#777777"])
@pytest.mark.parametrize("paper", ["#ffffff", "#2b2622"])
def test_a_colour_is_moved_until_it_can_be_read(colour: str, paper: str):
    assert contrast(readable(colour, paper), paper) >= READABLE


def test_a_colour_that_can_be_read_stays_as_it_is():
    assert readable("#1c6b4f", "#ffffff") == "#1c6b4f"
