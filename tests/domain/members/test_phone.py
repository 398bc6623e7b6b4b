"""Every usual notation of a phone is one phone (T44)."""

import pytest

from plushka.domain.members import phone


@pytest.mark.parametrize(
    "written",
    [
        "+79161234567",
        "89161234567",
        "79161234567",
        "9161234567",
        "8 (916) 123-45-67",
        "+7 916 123 45 67",
        " 8.916.123.45.67 ",
        "8 916\N{NO-BREAK SPACE}123 45 67",
        "+7 916 123\N{NON-BREAKING HYPHEN}45\N{EN DASH}67",
        "00 7 916 123 45 67",
        "8 10 7 916 123 45 67",
    ],
)
def test_russian_phone_is_read_in_any_notation(written):
    assert phone.normalise(written, "RU") == "+79161234567"


@pytest.mark.parametrize(
    "written", ["0671234567", "067 123-45-67", "380671234567", "+380671234567"]
)
def test_ukrainian_phone_is_read_in_any_notation(written):
    assert phone.normalise(written, "UA") == "+380671234567"


def test_bare_number_may_carry_the_code_of_another_country():
    assert phone.normalise("380671234567", "RU") == "+380671234567"
    assert phone.normalise("79161234567", "UA") == "+79161234567"


def test_kazakhstan_shares_plus_seven():
    assert phone.normalise("8 701 234 56 78", "KZ") == "+77012345678"
    assert phone.normalise("+7 701 234 56 78", "RU") == "+77012345678"


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "+",
        "-",
        "112",
        "abc",
        "+7916123456",
        "8916123456789",
        "+70000000000",
        "2" * 17,
        "8" * 5000,
        "1-800-FLOWERS",
        "89161234567 ext 5",
        "tel:+79161234567",
        "８９１６１２３４５６７",
        "٨٩١٦١٢٣٤٥٦٧",
        "8916123\x004567",
        "8916123\ud8004567",
        "8916123😀4567",
        "89161234567\n",
    ],
)
def test_nonsense_is_refused(written):
    with pytest.raises(ValueError, match=r"phone"):
        phone.normalise(written, "RU")


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("+79161234567", "+7916•••4567"),
        ("+380671234567", "+38067•••4567"),
        ("+12024561111", "+1202•••1111"),
        ("+3726123456", "+372•••3456"),
    ],
)
def test_mask_hides_at_least_three_digits(number, masked):
    assert phone.mask(number) == masked
