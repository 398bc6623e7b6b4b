"""Where the outlets are: the nearest first, on a map drawn here; or found by town and name."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Outlet
from plushka.web.member.places import Spot, distance, draw, read_spot
from tests.web.conftest import Shop, open_shop
from tests.web.member.people import Phone, join, now, signed_in
from tests.web.till.people import text_of

MOSCOW, TULA, KYIV = (
    Spot(55_755_800, 37_617_300),
    Spot(54_193_100, 37_617_300),
    Spot(50_450_100, 30_523_400),
)
ALWAYS = {day: [["00:00", "24:00"]] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}


@pytest.fixture(scope="module")
def chain(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[Shop]:
    """A company with outlets in three towns, and one that is closed."""
    with django_db_blocker.unblock():
        shop = open_shop("Сеть")
        with tenant_context(shop.tenant.id):
            for code, name, address, spot in (
                ("m", "На Тверской", "Москва, Тверская, 1", MOSCOW),
                ("t", "У кремля", "Тула, Менделеевская, 2", TULA),
                ("k", "Хрещатик", "Київ, Хрещатик, 3", KYIV),
            ):
                tenants.add_outlet(code=code, name=name)
                Outlet.objects.filter(code=code).update(
                    address=address,
                    latitude_e6=spot.latitude,
                    longitude_e6=spot.longitude,
                    hours=ALWAYS,
                )
            tenants.add_outlet(code="old", name="Закрытый")
            Outlet.objects.filter(code="old").update(closed_at=now())
    return shop


@pytest.fixture
def visitor(chain: Shop) -> Phone:
    """A member of the chain."""
    return signed_in(chain, join(chain))


def names(phone: Phone, **sent: str) -> list[str]:
    answer = phone.post("outlets", **sent) if "near" in sent else phone.get("outlets", **sent)
    assert answer.status_code == 200
    return re.findall(r"<strong>\d+\. ([^<]+)</strong>", answer.content.decode())


def test_distances_are_those_over_the_ground():
    assert distance(MOSCOW, TULA) == pytest.approx(173_700, abs=200)
    assert distance(MOSCOW, KYIV) == pytest.approx(756_000, abs=2_000)
    assert distance(MOSCOW, MOSCOW) == 0


def test_the_nearest_comes_first(visitor: Phone):
    assert names(visitor, near="54.2, 37.6")[:3] == ["У кремля", "На Тверской", "Хрещатик"]
    assert "0.762 km" not in text_of(visitor.post("outlets", near="54.1931, 37.6173"))


def test_without_a_place_they_stand_by_name(visitor: Phone):
    assert names(visitor) == sorted(names(visitor))
    assert "Закрытый" not in names(visitor)


def test_a_town_finds_its_outlets(visitor: Phone):
    assert names(visitor, q="тула") == ["У кремля"]
    assert "Try a part of the word." in text_of(visitor.get("outlets", q="Атлантида"))


def test_hours_are_told(visitor: Phone):
    assert "Open now · today 00:00–24:00" in text_of(visitor.get("outlets", q="тула"))


@pytest.mark.parametrize("nonsense", ["x", "91, 0", "0, 181", "1", "55.75", "--1, 2"])
def test_what_is_nowhere_is_refused(visitor: Phone, nonsense: str):
    answer = visitor.post("outlets", near=nonsense)

    assert answer.status_code == 422
    assert f'value="{nonsense}"' in answer.content.decode()


@pytest.mark.parametrize("typed", ["55.75, 37.62", "55,75; 37,62", " 55.75 37.62 "])
def test_coordinates_are_read_as_people_write_them(typed: str):
    assert read_spot(typed) == Spot(55_750_000, 37_620_000)


def test_a_map_has_north_above_east_on_the_right_and_a_scale():
    drawn = draw([("1", MOSCOW), ("2", TULA), ("3", KYIV)], you=MOSCOW)

    moscow, tula, kyiv = drawn.dots
    assert moscow.y < tula.y < kyiv.y
    assert kyiv.x < moscow.x
    assert abs(moscow.x - tula.x) <= 1
    assert drawn.you is not None
    assert (drawn.you.x, drawn.you.y) == (moscow.x, moscow.y)
    assert drawn.metres == 200_000
    measured = (tula.y - moscow.y) * drawn.metres / drawn.bar
    assert measured == pytest.approx(distance(MOSCOW, TULA), rel=0.02)


def test_a_map_of_one_outlet_shows_its_street():
    drawn = draw([("1", MOSCOW)], you=None)

    assert (drawn.dots[0].x, drawn.dots[0].y) == (180, 140)
    assert drawn.metres <= 500


def test_the_map_is_drawn_in_the_page(visitor: Phone):
    page = visitor.get("outlets").content.decode()

    assert page.count("<circle") == 3
    assert "200 km" in text_of(visitor.get("outlets"))


def test_outlets_are_one_query_however_many(visitor: Phone, shop: Shop):
    asked = []
    other = signed_in(shop, join(shop))
    for phone in (visitor, other):
        phone.get("outlets")
        with CaptureQueriesContext(connections["default"]) as queries:
            phone.get("outlets")
        asked.append(len(queries))

    assert asked[0] == asked[1] <= 10


def test_a_neighbours_outlets_are_not_there(visitor: Phone, anna: UUID, phone: Phone):
    del anna
    assert "На Тверской" in names(visitor)
    assert "На Тверской" not in names(phone)
