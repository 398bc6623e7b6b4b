"""A code under the cap is written to the bot (U8)."""

import pytest

from plushka.domain.codes.models import Activation
from plushka.domain.tenants.context import tenant_context
from tests.domain.codes import cast
from tests.web.conftest import Shop


@pytest.fixture
def codes(shop: Shop) -> list[str]:
    """Codes that can be activated, of 50 points each."""
    with tenant_context(shop.tenant.id):
        return cast.active(3)[1]


def texts(sayings) -> str:
    return "\n".join(one.text for one in sayings)


def test_a_member_writes_two_codes_and_is_answered_once(shop: Shop, inside, codes):
    said = inside.writes(f"{codes[0].lower()} {cast.shown(codes[1])}")

    assert len(said) == 1
    assert texts(said).startswith("The code is accepted.\nYou got 100")
    with tenant_context(shop.tenant.id):
        assert {row.source for row in Activation.objects.filter(points=5000)} >= {"BOT"}


def test_the_same_code_is_told_to_be_theirs_already(inside, codes):
    inside.writes(codes[2])

    said = texts(inside.writes(codes[2]))
    assert said.startswith("This code is yours already, and counts once.\nYou got 50")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (cast.wrong_code(), "There is no such code."),
        ("BCDF-GHJK-MNP2-B", "A character of the code is wrong."),
    ],
    ids=["unknown", "mistyped"],
)
def test_what_is_no_code_is_told(inside, typed, said):
    assert texts(inside.writes(typed)).startswith(said)


def test_other_words_are_no_code(inside):
    assert texts(inside.writes("Где мои баллы?")).startswith("You can write: balance")
