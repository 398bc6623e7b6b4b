"""Staff change, go and come back; a company keeps an owner."""

import datetime as dt
import threading
from uuid import UUID

import pytest
from django.contrib.auth import get_user_model
from django.db import connections

from plushka.domain.staffing import changing, pins, queries
from plushka.domain.staffing.changing import LastOwner, StaffChanged, StaffUnknown, stamp_of
from plushka.domain.staffing.models import Pin
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff, Tenant
from plushka.lib.refusal import BadField
from tests.conftest import NOON
from tests.domain.staffing.cast import ACTOR, first_outlet, hire, job, owner_of, recorded
from tests.web.conftest import committed, open_shop

__all__ = ["committed"]

LATER = NOON + dt.timedelta(hours=1)


def change(staff: Staff, stamp: str | None = None, **other: object) -> Staff:
    return changing.change(
        staff_id=staff.id,
        job=job(staff, **other),
        stamp=stamp_of(staff) if stamp is None else stamp,
        actor=ACTOR,
        at=LATER,
    )


def test_a_change_of_role_and_outlet_is_on_record_and_the_name_is_not_told(lipa: Tenant):
    olya, outlet = hire(lipa, Staff.Role.MARKETER), first_outlet()

    change(olya, name=" Ольга ", role=Staff.Role.CASHIER, outlet_id=outlet)

    olya.refresh_from_db()
    assert (olya.name, olya.role, olya.outlet_id) == ("Ольга", "CASHIER", outlet)
    assert recorded("staff_changed") == [
        (
            {"name": "was", "role": "MARKETER", "outlet": ""},
            {"name": "another", "role": "CASHIER", "outlet": str(outlet)},
        )
    ]


def test_the_same_form_sent_twice_changes_once(lipa: Tenant):
    olya = hire(lipa, Staff.Role.MARKETER)
    stamp = stamp_of(olya)

    change(olya, stamp, role=Staff.Role.ANALYST)
    change(olya, stamp, role=Staff.Role.ANALYST)

    assert len(recorded("staff_changed")) == 1


def test_who_comes_second_is_told(lipa: Tenant):
    olya = hire(lipa, Staff.Role.MARKETER)
    stamp = stamp_of(olya)
    change(olya, stamp, name="Ольга")

    with pytest.raises(StaffChanged):
        change(olya, stamp, role=Staff.Role.ANALYST)

    olya.refresh_from_db()
    assert (olya.name, olya.role) == ("Ольга", "MARKETER")


def test_the_last_owner_neither_goes_nor_steps_down(lipa: Tenant):
    owner = owner_of(lipa)

    with pytest.raises(LastOwner):
        changing.let_go(staff_id=owner.id, actor=ACTOR, at=LATER)
    with pytest.raises(LastOwner):
        change(owner, role=Staff.Role.ANALYST)

    owner.refresh_from_db()
    assert (owner.is_active, owner.role) == (True, "OWNER")


def test_of_two_owners_one_may_go_and_an_owner_let_go_does_not_count(lipa: Tenant):
    owner, other = owner_of(lipa), hire(lipa, Staff.Role.OWNER)

    changing.let_go(staff_id=owner.id, actor=ACTOR, at=LATER)

    with pytest.raises(LastOwner):
        changing.let_go(staff_id=other.id, actor=ACTOR, at=LATER)


def test_a_neighbours_owner_does_not_count_and_is_unknown(lipa: Tenant, dub: Tenant):
    stranger = Staff.objects.get(tenant=dub)

    with pytest.raises(StaffUnknown):
        changing.let_go(staff_id=stranger.id, actor=ACTOR, at=LATER)
    with pytest.raises(LastOwner):
        changing.let_go(staff_id=owner_of(lipa).id, actor=ACTOR, at=LATER)


def test_who_is_let_go_loses_every_session_and_the_pin_for_good(lipa: Tenant):
    petro = hire(lipa, Staff.Role.CASHIER)
    pins.set_pin(staff_id=petro.id, pin="2580", actor=ACTOR, at=NOON)
    proof = petro.get_session_auth_hash()

    changing.let_go(staff_id=petro.id, actor=ACTOR, at=LATER)
    changing.take_back(staff_id=petro.id, actor=ACTOR, at=LATER)

    back = get_user_model().objects.get(id=petro.id)
    assert back.get_session_auth_hash() != proof
    assert back.check_password("сорока-ворона")
    assert not Pin.objects.filter(staff_id=petro.id).exists()
    assert recorded("staff_let_go") == [({"working": True}, {"working": False})]
    assert recorded("staff_taken_back") == [({"working": False}, {"working": True})]


def test_letting_go_twice_is_done_once(lipa: Tenant):
    petro = hire(lipa, Staff.Role.CASHIER)

    changing.let_go(staff_id=petro.id, actor=ACTOR, at=NOON)
    changing.let_go(staff_id=petro.id, actor=ACTOR, at=LATER)

    petro.refresh_from_db()
    assert petro.signed_out_at == NOON
    assert len(recorded("staff_let_go")) == 1


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        ("name", {"name": "  "}),
        ("name", {"name": "Я" * 201}),
        ("name", {"name": "Оля\n"[:-1] + "\u0007"}),
        ("role", {"role": "KING"}),
        ("outlet", {"outlet_id": UUID(int=7)}),
    ],
)
def test_a_field_that_cannot_be_kept_is_named(lipa: Tenant, path: str, wrong: dict[str, object]):
    olya = hire(lipa, Staff.Role.MARKETER)

    with pytest.raises(BadField) as refused:
        change(olya, **wrong)

    assert refused.value.path == path


def test_an_owner_is_bound_to_no_outlet(lipa: Tenant):
    with pytest.raises(BadField) as refused:
        change(hire(lipa, Staff.Role.OWNER), outlet_id=first_outlet())

    assert refused.value.path == "outlet"


def test_the_list_has_those_at_work_first_and_no_neighbour(lipa: Tenant, dub: Tenant):
    hire(dub, Staff.Role.CASHIER, name="Сосед")
    gone = hire(lipa, Staff.Role.CASHIER, name="Анна", outlet_id=first_outlet())
    hire(lipa, Staff.Role.ANALYST, name="Богдан")
    changing.let_go(staff_id=gone.id, actor=ACTOR, at=NOON)

    listed = [(one.name, one.is_active, one.outlet) for one in queries.find_staff()]

    assert listed == [("Богдан", True, ""), ("Липа", True, ""), ("Анна", False, "Липа")]


@pytest.mark.slow
def test_two_owners_who_let_one_another_go_at_once_leave_one(committed: None):
    """Each is let go in a transaction of their own, at the same moment."""
    shop = open_shop("Липа").tenant
    with tenant_context(shop.id):
        owners = [owner_of(shop).id, hire(shop, Staff.Role.OWNER).id]
    refused: list[str] = []
    ready = threading.Barrier(2)

    def go(staff_id: UUID) -> None:
        ready.wait()
        try:
            with tenant_context(shop.id):
                changing.let_go(staff_id=staff_id, actor=ACTOR, at=NOON)
        except LastOwner as refusal:
            refused.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=[one]) for one in owners]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert refused == ["last_owner"]
    assert Staff.objects.filter(tenant=shop, is_active=True, role="OWNER").count() == 1
