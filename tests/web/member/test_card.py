"""The card: what a till's scanner reads, and the numbers people look for first."""

import datetime as dt
import re
from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from plushka.domain.members import token
from plushka.web.member.drawing import modules
from tests.web.conftest import Shop
from tests.web.member.people import Phone, buy, join, profile, signed_in
from tests.web.till.people import text_of


def test_a_cards_bars_are_those_of_an_ean_13():
    """Of 4 003994 155486: odd and even sets on the left tell the 4."""
    left = "0001101 0100111 0111101 0001011 0010111 0011101"
    right = "1100110 1001110 1001110 1011100 1001000 1010000"

    told = modules("4003994155486")

    assert told == f"101{left}01010{right}101".replace(" ", "")


def test_the_card_shows_code_number_tier_and_points(phone: Phone, shop: Shop, anna: UUID):
    card = profile(shop, anna).card

    shown = phone.get()

    said = text_of(shown)
    assert f"{card[:1]} {card[1:7]} {card[7:]}" in said
    assert "500 points" in said
    assert "Анна" in said
    assert shown.content.decode().count('<svg role="img"') == 1
    assert 'class="bars"' in shown.content.decode()


def test_the_code_is_new_every_half_minute_and_finds_the_member(shop: Shop, anna: UUID):
    moment = dt.datetime(2026, 11, 22, 9, 0, 10, tzinfo=dt.UTC)
    shown = token.issue(shop.tenant.id, anna, moment)

    later = moment + dt.timedelta(seconds=20)
    assert token.issue(shop.tenant.id, anna, later) != shown
    assert token.seconds_left(moment) == 20
    assert str(anna).replace("-", "") not in shown


def test_the_script_gets_the_code_of_this_half_minute_alone(phone: Phone):
    part = phone.get("qr").content.decode()

    assert part.startswith('<svg role="img" aria-label="QR code for the cashier"')
    left = re.search(r'data-left="(\d+)"', part)
    assert left is not None
    assert int(left[1]) in range(1, 31)


def test_what_is_private_is_kept_in_no_cache(phone: Phone):
    assert phone.get()["Cache-Control"] == "private, no-store"


def test_the_way_to_the_next_tier_is_told_in_money(shop: Shop):
    vera = join(shop)
    buy(shop, vera, total=766_000)

    said = text_of(signed_in(shop, vera, "ru").get())

    assert "До уровня «Золотая» осталось купить на 2 340,01 ₽." in said


@pytest.mark.parametrize(
    "path",
    ["", "points", "history", "safety", "profile", "phone", "wishes", "data", "leave"],
)
def test_no_page_asks_more_when_more_has_happened(shop: Shop, path: str):
    asked = []
    vera = join(shop, points=1_000)
    phone = signed_in(shop, vera)
    phone.get(path)
    for n_sales in (1, 2):
        for _ in range(n_sales):
            buy(shop, vera, redeem=100)
        with CaptureQueriesContext(connections["default"]) as queries:
            assert phone.get(path).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 25


def test_the_company_is_the_one_of_the_address(phone: Phone, shop: Shop):
    assert "Липа" in text_of(phone.get())
    assert phone.client.get("/m/nobody-here/").status_code == 404
