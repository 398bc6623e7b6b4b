"""Card numbers are EAN-13."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plushka.domain.members import card


@pytest.mark.parametrize("written", ["4608877000015", "4608 8770 0001 5", "460-8877-000015"])
def test_card_is_read_with_spaces_and_hyphens(written):
    assert card.normalise(written) == "4608877000015"


@pytest.mark.parametrize(
    "written",
    [
        "4608877000016",
        "460887700001",
        "46088770000155",
        "460887700001a",
        "４６０８８７７０００００１５",
        " ",
        "",
    ],
)
def test_what_is_no_ean_is_refused(written):
    with pytest.raises(ValueError, match="card number"):
        card.normalise(written)


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(twelve, place, shift):
    right = twelve + card.check_digit(twelve)
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]

    assert card.normalise(right) == right
    with pytest.raises(ValueError, match="does not fit"):
        card.normalise(wrong)


def test_made_cards_are_valid_and_in_the_range_of_shops():
    made = {card.next_card() for _ in range(100)}

    assert len(made) == 100
    assert {card.normalise(number)[:2] for number in made} == {"29"}
