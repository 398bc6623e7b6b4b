"""How callers name members."""

import pytest

from plushka.domain.members.locator import Locator, read
from plushka.lib.refusal import BadField

ID = "0197a3c0-0000-7000-8000-000000000001"


@pytest.mark.parametrize(
    ("kind", "text", "locator"),
    [
        ("phone", "8 916 123-45-67", Locator("PHONE", "+79161234567")),
        ("card", "4608 877000015", Locator("CARD", "4608877000015")),
        ("alias", "MAMA", Locator("ALIAS", "мама")),
        ("token", "AbC-_", Locator("TOKEN", "AbC-_")),
        ("id", ID.upper(), Locator("ID", ID)),
        ("code", "4608877000015", Locator("CARD", "4608877000015")),
        ("code", "MAMA", Locator("ALIAS", "мама")),
    ],
)
def test_spellings_of_one_name_are_equal(kind, text, locator):
    assert read(kind, text, region="RU", path="member") == locator


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("phone", "nonsense"),
        ("card", "4608877000016"),
        ("alias", "!"),
        ("token", ""),
        ("token", "x" * 101),
        ("token", "ж"),
        ("token", "a\nb"),
        ("id", "1"),
        ("code", "12"),
        ("code", "ж!"),
    ],
)
def test_nonsense_is_refused_by_the_callers_field(kind, text):
    with pytest.raises(BadField) as refused:
        read(kind, text, region="RU", path=f"member.{kind}")

    [error] = refused.value.facts["errors"]
    assert error["path"] == f"member.{kind}"
