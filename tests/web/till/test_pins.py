"""At an enrolled till a cashier signs in by a PIN, to the till alone."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client

from plushka.domain.staffing import changing, devices, pins
from plushka.domain.staffing.models import Device
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from plushka.lib.ids import new_id
from plushka.web.ui.devices import COOKIE
from tests.web.conftest import PASSWORD, Shop, hire, open_shop
from tests.web.till.people import now, text_of

PIN = "2580"
ACTOR = "system:test"


@pytest.fixture(autouse=True)
def _database(committed: None) -> Iterator[None]:
    cache.clear()
    return iter([None])


@pytest.fixture
def maple() -> Shop:
    """«Клён», whose cashier has a PIN."""
    shop = open_shop("Клён")
    with tenant_context(shop.tenant.id):
        pins.set_pin(staff_id=shop.cashier.id, pin=PIN, actor=ACTOR, at=now())
    return shop


def enrol(shop: Shop, outlet: str = "outlet") -> Client:
    """Make a browser a till as the owner does, and sign the owner out."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(shop.owner)
    sent = {"form": str(new_id()), "outlet": str(getattr(shop, outlet).id), "name": "Планшет"}
    assert client.post("/manage/devices/enrol", sent)["Location"] == "/manage/devices"
    client.post("/manage/sign-out")
    return client


def type_pin(client: Client, staff: Staff, pin: str = PIN, **more: str):
    return client.post("/till/pin", {"cashier": str(staff.id), "pin": pin, **more})


def test_the_till_asks_who_is_there_and_opens_by_the_pin(maple: Shop):
    till = enrol(maple)

    asked = till.get("/till/", follow=True)
    opened = type_pin(till, maple.cashier, next="/till/members")

    assert "Who is at the till?" in text_of(asked)
    assert "Петро" in text_of(asked)
    assert opened["Location"] == "/till/members"
    assert "Switch the cashier" in text_of(till.get("/till/"))


def test_switching_leaves_the_till_to_the_next_cashier(maple: Shop):
    till = enrol(maple)
    anna = hire(maple.tenant, "Анна", Staff.Role.CASHIER)
    with tenant_context(maple.tenant.id):
        pins.set_pin(staff_id=anna.id, pin="9630", actor=ACTOR, at=now())
    type_pin(till, maple.cashier)

    left = till.post("/till/sign-out")
    asked = till.get(left["Location"])
    type_pin(till, anna, "9630")

    assert text_of(asked).index("Анна") < text_of(asked).index("Петро")
    assert 'title="Анна"' in till.get("/till/").content.decode()


def test_a_session_by_pin_opens_the_till_alone(maple: Shop):
    till = enrol(maple)
    owner = hire(maple.tenant, "Яна", Staff.Role.OWNER)
    with tenant_context(maple.tenant.id):
        pins.set_pin(staff_id=owner.id, pin="9630", actor=ACTOR, at=now())
    type_pin(till, owner, "9630")

    assert till.get("/till/").status_code == 200
    for path in ("/manage/", "/manage/staff", "/manage/security", "/mailbox/"):
        assert till.get(path).status_code == 302, path
    till.post("/manage/sign-in", {"login": owner.email, "password": PASSWORD})
    assert till.get("/manage/staff").status_code == 200


def test_a_wrong_pin_is_refused_and_five_pause(maple: Shop):
    till = enrol(maple)

    statuses = [type_pin(till, maple.cashier, "1212").status_code for _ in range(5)]
    paused = type_pin(till, maple.cashier)

    assert (statuses, paused.status_code) == ([422] * 5, 429)
    assert "Wait 1 minute, or sign in by the password." in text_of(paused)
    assert till.get("/till/").status_code == 302


def test_a_pin_opens_nothing_on_a_device_that_is_not_enrolled(maple: Shop, oak: Shop):
    stranger, neighbours = Client(), enrol(oak)
    forged = Client()
    forged.cookies[COOKIE] = "1:0123:secret:signature"

    answers = [type_pin(client, maple.cashier) for client in (stranger, forged)]
    theirs = type_pin(neighbours, maple.cashier)

    assert {answer["Location"] for answer in answers} == {"/till/sign-in"}
    assert theirs.status_code == 422
    assert 'name="password"' in stranger.get("/till/sign-in").content.decode()


def test_a_pin_of_another_outlet_is_not_offered(maple: Shop):
    market = enrol(maple, "market")

    asked = text_of(market.get("/till/sign-in"))
    refused = type_pin(market, maple.cashier)

    assert "Nobody has a PIN yet" in asked
    assert refused.status_code == 422


def test_revoking_a_device_ends_the_sessions_begun_there(maple: Shop):
    till = enrol(maple)
    type_pin(till, maple.cashier)
    with tenant_context(maple.tenant.id):
        [device] = Device.objects.all()
        devices.revoke(device_id=device.id, actor=ACTOR, at=now())

    assert till.get("/till/").status_code == 302
    assert type_pin(till, maple.cashier)["Location"] == "/till/sign-in"


def test_letting_go_ends_a_session_by_pin(maple: Shop):
    till = enrol(maple)
    type_pin(till, maple.cashier)

    with tenant_context(maple.tenant.id):
        changing.let_go(staff_id=maple.cashier.id, actor=ACTOR, at=now())

    assert till.get("/till/").status_code == 302


def test_an_unbound_cashier_stands_in_the_outlet_of_the_device(maple: Shop):
    anna = hire(maple.tenant, "Анна", Staff.Role.CASHIER)
    with tenant_context(maple.tenant.id):
        pins.set_pin(staff_id=anna.id, pin=PIN, actor=ACTOR, at=now())
    market = enrol(maple, "market")

    type_pin(market, anna)

    assert "Рынок" in text_of(market.get("/till/"))


def test_the_password_opens_an_enrolled_till_too(maple: Shop):
    till = enrol(maple)

    page = till.get("/till/sign-in?password=yes")
    opened = till.post("/till/sign-in", {"email": maple.cashier.email, "password": PASSWORD})

    assert "Sign in by the PIN" in text_of(page)
    assert opened["Location"] == "/till/"


def test_the_list_of_tills_shows_and_revokes(maple: Shop):
    enrol(maple)
    owner = Client(headers={"accept-language": "en"})
    owner.force_login(maple.owner)

    listed = owner.get("/manage/devices")
    with tenant_context(maple.tenant.id):
        [device] = Device.objects.all()
    owner.post(f"/manage/devices/{device.id}/revoke")

    assert "Планшет" in text_of(listed)
    assert "No till is enrolled yet." in text_of(owner.get("/manage/devices"))
