"""Codes are of no use when they have ended; what was agreed to by one is kept elsewhere."""

import datetime as dt

import pytest

from plushka.domain.confirmations import operations as confirmations
from plushka.domain.confirmations.forgetting import forget_old, forget_strangers
from plushka.domain.confirmations.models import Confirmation
from plushka.domain.members.models import Contact
from plushka.domain.messaging import trying
from plushka.domain.messaging.models import Message
from plushka.domain.tenants.models import Outlet
from tests.domain.members.cast import ANNAS_PHONE, BOHDANS_PHONE, NOON, join

DAY = dt.timedelta(days=1)


@pytest.mark.usefixtures("lipa")
def test_codes_are_forgotten_thirty_days_after_they_ended(main: Outlet):
    join(ANNAS_PHONE)
    for at in (NOON - 31 * DAY, NOON - 30 * DAY):
        confirmations.ask(locator=ANNAS_PHONE, purpose="REDEEM", outlet_id=main.id, at=at)

    assert forget_old(at=NOON) == 1
    assert [code.asked_at for code in Confirmation.objects.all()] == [NOON - 30 * DAY]


@pytest.mark.usefixtures("lipa")
def test_a_phone_that_never_joined_is_forgotten_thirty_days_after_the_last_words_to_it():
    old, new = ANNAS_PHONE.value, BOHDANS_PHONE.value
    for phone, day in ((old, 31), (new, 31), (new, 30)):
        trying.send_test(text=f"раз {day}", phone=phone, at=NOON - day * DAY)

    assert forget_strangers(at=NOON) == 1
    assert Contact.objects.get().phone == new
    assert {one.contact.phone for one in Message.objects.all()} == {new}


@pytest.mark.usefixtures("lipa")
def test_a_phone_with_a_code_is_kept_as_long_as_the_code(main: Outlet):
    asked_at = NOON - 30 * DAY
    Contact.objects.create(tenant=main.tenant, phone=ANNAS_PHONE.value, created_at=NOON - 90 * DAY)
    confirmations.ask(locator=ANNAS_PHONE, purpose="ENROL", outlet_id=main.id, at=asked_at)

    assert (forget_old(at=NOON), forget_strangers(at=NOON)) == (0, 0)
    assert (forget_old(at=NOON + DAY), forget_strangers(at=NOON + DAY)) == (1, 1)
    assert not Message.objects.exists()


@pytest.mark.usefixtures("lipa")
def test_codes_are_forgotten_with_the_member(main: Outlet):
    anna = join(ANNAS_PHONE)
    join(BOHDANS_PHONE)
    for phone in (ANNAS_PHONE, BOHDANS_PHONE):
        confirmations.ask(locator=phone, purpose="REDEEM", outlet_id=main.id, at=NOON)

    confirmations.forget_member(member_id=anna)

    assert Confirmation.objects.count() == 1
