"""PINs open the till of an enrolled device, and guessing them takes ever longer."""

import datetime as dt

import pytest

from plushka.domain.staffing import changing, devices, pins
from plushka.domain.staffing.devices import DeviceUnknown
from plushka.domain.staffing.models import Device, Pin, PinTries
from plushka.domain.staffing.pins import PinPaused, PinWrong, pause_after
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.models import Staff, Tenant
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.staffing.cast import ACTOR, first_outlet, hire, recorded

PIN = "2580"
MINUTE = dt.timedelta(minutes=1)


def enrol(**more) -> tuple[Device, str]:
    sent = {"device_id": new_id(), "outlet_id": first_outlet(), "name": "Планшет", **more}
    return devices.enrol(actor=ACTOR, at=NOON, **sent)


@pytest.fixture
def petro(lipa: Tenant) -> Staff:
    """The cashier of the first outlet, with a PIN."""
    person = hire(lipa, Staff.Role.CASHIER, outlet_id=first_outlet(), name="Петро")
    pins.set_pin(staff_id=person.id, pin=PIN, actor=ACTOR, at=NOON)
    return person


def attempt(device: Device, staff: Staff, pin: str = PIN, at: dt.datetime = NOON) -> Staff:
    return pins.try_pin(device=device, staff_id=staff.id, pin=pin, at=at)


def miss(device: Device, staff: Staff, times: int, at: dt.datetime = NOON) -> None:
    for _ in range(times):
        with pytest.raises(PinWrong):
            attempt(device, staff, "1111", at)


def test_the_right_pin_tells_who_it_is(petro: Staff):
    device, _ = enrol()

    assert attempt(device, petro) == petro


def test_five_wrong_tries_pause_a_minute_and_each_more_doubles_it(petro: Staff):
    device, _ = enrol()
    miss(device, petro, 5)

    with pytest.raises(PinPaused) as paused:
        attempt(device, petro)
    assert paused.value.seconds == 60
    miss(device, petro, 1, NOON + MINUTE)
    with pytest.raises(PinPaused):
        attempt(device, petro, at=NOON + 3 * MINUTE - dt.timedelta(seconds=1))
    assert attempt(device, petro, at=NOON + 3 * MINUTE) == petro


def test_a_right_try_forgets_the_wrong_ones(petro: Staff):
    device, _ = enrol()
    miss(device, petro, 4)
    attempt(device, petro)

    miss(device, petro, 4)

    assert attempt(device, petro) == petro


def test_wrong_tries_on_one_device_pause_neither_another_device_nor_another_person(
    lipa: Tenant, petro: Staff
):
    olya = hire(lipa, Staff.Role.CASHIER, name="Оля")
    pins.set_pin(staff_id=olya.id, pin=PIN, actor=ACTOR, at=NOON)
    device, _ = enrol()
    beside, _ = enrol(name="Второй")
    miss(device, petro, 5)

    assert attempt(beside, petro) == petro
    assert attempt(device, olya) == olya


def test_pauses_grow_to_a_day_and_no_further():
    grown = [pause_after(wrong) / MINUTE for wrong in (0, 4, 5, 6, 7, 14, 15, 16, 1_000)]

    assert grown == [0, 0, 1, 2, 4, 512, 1024, 1440, 1440]


def test_a_pin_of_another_outlet_is_wrong_here(lipa: Tenant, petro: Staff):
    market = tenants.add_outlet(code="market", name="Рынок")
    there, _ = enrol(outlet_id=market.id)

    with pytest.raises(PinWrong):
        attempt(there, petro)

    assert pins.cashiers_at(there) == []


def test_who_may_not_sell_has_no_pin_and_loses_it_with_the_role(lipa: Tenant, petro: Staff):
    analyst = hire(lipa, Staff.Role.ANALYST)
    device, _ = enrol()

    with pytest.raises(changing.StaffUnknown):
        pins.set_pin(staff_id=analyst.id, pin=PIN, actor=ACTOR, at=NOON)
    Staff.objects.filter(id=petro.id).update(role=Staff.Role.ANALYST)
    with pytest.raises(PinWrong):
        attempt(device, petro)


def test_cashiers_of_a_device_are_those_with_a_pin_by_name(lipa: Tenant, petro: Staff):
    anna = hire(lipa, Staff.Role.SUPPORT, name="Анна")
    hire(lipa, Staff.Role.CASHIER, name="Без кода")
    pins.set_pin(staff_id=anna.id, pin=PIN, actor=ACTOR, at=NOON)
    device, _ = enrol()

    assert pins.cashiers_at(device) == [anna, petro]


@pytest.mark.parametrize("pin", ["", "123", "1234567", "12a4", "1111", "1234", "4321", "٢٥٨٠"])
def test_a_pin_that_is_easily_guessed_is_refused(petro: Staff, pin: str):
    before = Pin.objects.get(staff_id=petro.id).hash

    with pytest.raises(BadField) as refused:
        pins.set_pin(staff_id=petro.id, pin=pin, actor=ACTOR, at=NOON)

    assert refused.value.path == "pin"
    assert Pin.objects.get(staff_id=petro.id).hash == before


def test_another_pin_forgets_wrong_tries_and_is_on_record_without_its_digits(petro: Staff):
    device, _ = enrol()
    miss(device, petro, 5)

    pins.set_pin(staff_id=petro.id, pin="9630", actor=ACTOR, at=NOON)

    assert attempt(device, petro, "9630") == petro
    assert recorded("pin_set") == [({}, {}), ({}, {})]
    assert PIN not in Pin.objects.get(staff_id=petro.id).hash


def test_one_pin_has_another_hash_for_another_person(lipa: Tenant, petro: Staff):
    olya = hire(lipa, Staff.Role.CASHIER)
    pins.set_pin(staff_id=olya.id, pin=PIN, actor=ACTOR, at=NOON)

    hashes = set(Pin.objects.values_list("hash", flat=True))

    assert len(hashes) == 2


def test_a_device_is_known_by_its_secret_until_it_is_revoked(lipa: Tenant):
    device, secret = enrol()

    assert devices.recognise(device_id=device.id, secret=secret, at=NOON) == device
    with pytest.raises(DeviceUnknown):
        devices.recognise(device_id=device.id, secret="x", at=NOON)
    devices.revoke(device_id=device.id, actor=ACTOR, at=NOON)
    with pytest.raises(DeviceUnknown):
        devices.recognise(device_id=device.id, secret=secret, at=NOON)
    assert not devices.is_at_work(device_id=device.id)
    assert devices.find_devices() == []


def test_the_same_form_enrols_once_and_the_secret_given_last_counts(lipa: Tenant):
    form = new_id()
    _, first = enrol(device_id=form)
    device, second = enrol(device_id=form)

    assert devices.recognise(device_id=form, secret=second, at=NOON) == device
    with pytest.raises(DeviceUnknown):
        devices.recognise(device_id=form, secret=first, at=NOON)
    assert len(recorded("device_enrolled")) == 1


def test_a_device_is_seen_every_five_minutes(lipa: Tenant):
    device, secret = enrol()
    seen = []
    for minutes in (4, 6):
        devices.recognise(device_id=device.id, secret=secret, at=NOON + minutes * MINUTE)
        seen.append((Device.objects.get(id=device.id).seen_at - NOON) / MINUTE)

    assert seen == [0, 6]


@pytest.mark.parametrize(
    ("path", "sent"), [("name", {"name": " "}), ("outlet", {"outlet_id": new_id()})]
)
def test_a_device_has_a_name_and_an_outlet(lipa: Tenant, path: str, sent: dict):
    with pytest.raises(BadField) as refused:
        enrol(**sent)

    assert refused.value.path == path


def test_who_is_let_go_leaves_no_tries(petro: Staff):
    device, _ = enrol()
    miss(device, petro, 3)

    changing.let_go(staff_id=petro.id, actor=ACTOR, at=NOON)

    assert PinTries.objects.count() == 0
    with pytest.raises(PinWrong):
        attempt(device, petro)
