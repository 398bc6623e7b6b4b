import pytest

from plushka.lib import money


@pytest.mark.parametrize(
    ("text", "kopecks"), [("0", 0), ("7", 700), ("7.5", 750), ("146.98", 14698), ("0.01", 1)]
)
def test_amount_is_read_in_hundredths(text, kopecks):
    assert money.parse(text) == kopecks


@pytest.mark.parametrize(
    "text",
    ["", "-1", "+1", "1.", ".5", "1.234", "1e2", "1 000", "1,5", "NaN", "\uff11", "1\n", "1" * 13],
)
def test_anything_else_is_no_amount(text):
    with pytest.raises(ValueError, match=r"146\.98"):
        money.parse(text)


def test_amount_is_shown_with_two_decimals():
    assert [money.show(sum_) for sum_ in (14698, 0, -5)] == ["146.98", "0.00", "-0.05"]


def test_amount_is_shown_as_people_write_it():
    assert money.localised(123_456_789, "ru") == "1\u00a0234\u00a0567,89"
    assert money.localised(-123_456_789, "en") == "-1,234,567.89"
