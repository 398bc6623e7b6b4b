"""Where things are sold."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from plushka.domain.company import outlets
from plushka.domain.company.editing import BadFields, ChangedMeanwhile
from plushka.domain.company.outlets import Described
from plushka.domain.tenants.models import Outlet, Tenant
from plushka.domain.tenants.queries import open_outlets
from tests.conftest import NOON
from tests.domain.company.conftest import OWNER, recorded

ARBAT = Described(
    name="Арбат, 12",
    address="Москва, ул. Арбат, 12",
    coordinates="55.7522, 37.5986",
    hours={"mon": "9-14, 15:00-21:00", "fri": "20:00–02:00"},
)


def opened(typed: Described = ARBAT, code: str = "arbat") -> Outlet:
    return outlets.open_outlet(code=code, typed=typed, actor=OWNER, at=NOON)


def test_an_outlet_opens_with_its_place_and_hours(lipa: Tenant):
    outlet = Outlet.objects.get(id=opened().id)

    assert (outlet.latitude_e6, outlet.longitude_e6) == (55_752_200, 37_598_600)
    assert outlet.hours == {
        "mon": [["09:00", "14:00"], ["15:00", "21:00"]],
        "fri": [["20:00", "02:00"]],
    }
    assert outlets.describe(outlet).coordinates == ARBAT.coordinates
    assert outlets.describe(outlet).hours["mon"] == "09:00–14:00, 15:00–21:00"
    assert [action for action, *_ in recorded()] == ["outlet_opened"]


@pytest.mark.parametrize(
    ("typed", "millionths"),
    [
        ("55.7558, 37.6173", (55_755_800, 37_617_300)),
        ("55,7558; 37,6173", (55_755_800, 37_617_300)),
        ("55.7558 37.6173", (55_755_800, 37_617_300)),
        ("55.7558,37.6173", (55_755_800, 37_617_300)),
        ("-0.5, -70", (-500_000, -70_000_000)),
        ("", (None, None)),
    ],
)
def test_coordinates_are_read_as_people_copy_them(
    typed: str, millionths: tuple[int | None, int | None]
):
    assert outlets.read_coordinates(typed) == millionths
    assert outlets.read_coordinates(outlets.write_coordinates(*millionths)) == millionths


@pytest.mark.parametrize("typed", ["91, 10", "10, 181", "55", "север", "1,2,3", "1e3, 5"])
def test_a_place_that_is_nowhere_is_refused(lipa: Tenant, typed: str):
    with pytest.raises(BadFields) as refused:
        opened(replace(ARBAT, coordinates=typed))

    assert refused.value.wrong == {"coordinates": "unreadable"}
    assert recorded() == []


def test_every_field_that_is_wrong_is_named(lipa: Tenant):
    with pytest.raises(BadFields) as refused:
        opened(Described(name="", address="я" * 301, hours={"mon": "25-26", "tue": "9-9"}), "A!")

    assert refused.value.wrong == {
        "code": "unreadable",
        "name": "empty",
        "address": "too_long",
        "hours.mon": "unreadable",
        "hours.tue": "unreadable",
    }


def test_a_code_is_taken_once(lipa: Tenant):
    opened()

    with pytest.raises(BadFields) as refused:
        opened()

    assert refused.value.wrong == {"code": "taken"}


def test_hours_that_meet_are_refused(lipa: Tenant):
    with pytest.raises(BadFields) as refused:
        opened(replace(ARBAT, hours={"fri": "20:00-03:00", "sat": "02:00-10:00"}))

    assert refused.value.wrong == {"hours.sat": "clash"}


def test_an_outlet_is_described_anew(lipa: Tenant):
    outlet = opened()

    outlets.change_outlet(
        outlet_id=outlet.id, typed=replace(ARBAT, name="Арбат"), edition=0, actor=OWNER, at=NOON
    )

    assert Outlet.objects.get(id=outlet.id).name == "Арбат"
    assert recorded()[1:] == [("outlet_changed", {"name": "Арбат, 12"}, {"name": "Арбат"})]


def test_the_second_of_two_who_edit_is_told(lipa: Tenant):
    outlet = opened()
    change = {"outlet_id": outlet.id, "edition": 0, "actor": OWNER, "at": NOON}
    outlets.change_outlet(typed=replace(ARBAT, name="Первый"), **change)

    with pytest.raises(ChangedMeanwhile):
        outlets.change_outlet(typed=replace(ARBAT, name="Второй"), **change)

    assert Outlet.objects.get(id=outlet.id).name == "Первый"


def test_a_closed_outlet_stays_and_may_open_again(lipa: Tenant):
    outlet = opened()
    outlets.close_outlet(outlet_id=outlet.id, actor=OWNER, at=NOON)
    outlets.close_outlet(outlet_id=outlet.id, actor=OWNER, at=NOON)
    assert [one.code for one in open_outlets()] == ["main"]

    outlets.reopen_outlet(outlet_id=outlet.id, actor=OWNER, at=NOON)

    assert [one.code for one in open_outlets()] == ["arbat", "main"]
    assert [action for action, *_ in recorded()] == [
        "outlet_opened",
        "outlet_closed",
        "outlet_reopened",
    ]


def test_an_outlet_of_the_neighbour_is_not_there(lipa: Tenant, dub: Tenant):
    for unknown in (uuid4(), UUID(int=dub.id)):
        with pytest.raises(outlets.OutletGone):
            outlets.close_outlet(outlet_id=unknown, actor=OWNER, at=NOON)
