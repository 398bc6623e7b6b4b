"""Numbers as people of three languages write them."""

import pytest
from django.utils.translation import override

from plushka.domain.programmes import files
from plushka.web.ui.templatetags import ui

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("language", "hundredths", "written"),
    [
        ("ru", 100, "1 бонус"),
        ("ru", 200, "2 бонуса"),
        ("ru", 500, "5 бонусов"),
        ("ru", 1_100, "11 бонусов"),
        ("ru", 2_100, "21 бонус"),
        ("ru", 150, "1,50 бонуса"),
        ("ru", 0, "0 бонусов"),
        ("uk", 100, "1 бонус"),
        ("uk", 200, "2 бонуси"),
        ("uk", 500, "5 бонусів"),
        ("uk", 250, "2,50 бонуса"),
        ("uk", 123_400, "1 234 бонуси"),
        ("en", 100, "1 point"),
        ("en", 0, "0 points"),
        ("en", 150, "1.50 points"),
        ("en", 123_400, "1,234 points"),
    ],
)
def test_points_are_counted_in_the_companys_words(language: str, hundredths: int, written: str):
    unit = files.preset("bonusplus").unit

    with override(language):
        assert ui.points(hundredths, unit).replace(SPACE, " ") == written


@pytest.mark.parametrize(
    ("language", "currency", "written"),
    [("ru", "RUB", "1 234,50 ₽"), ("uk", "UAH", "1 234,50 ₴"), ("en", "XTS", "1,234.50 XTS")],
)
def test_money_has_two_decimals_and_its_currency(language: str, currency: str, written: str):
    with override(language):
        assert ui.money(123_450, currency).replace(SPACE, " ") == written


def test_whole_numbers_are_grouped():
    with override("uk"):
        assert ui.whole(155_848).replace(SPACE, " ") == "155 848"


def test_an_icon_is_drawn_in_place_and_hidden_from_readers():
    drawn = ui.icon("check")

    assert drawn.startswith('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=')
    assert "stroke=" not in drawn
