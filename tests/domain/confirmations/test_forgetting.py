"""Codes are of no use when they have ended; what was agreed to by one is kept elsewhere."""

import datetime as dt

import pytest

from plushka.domain.confirmations import operations as confirmations
from plushka.domain.confirmations.forgetting import forget_old
from plushka.domain.confirmations.models import Confirmation
from plushka.domain.tenants.models import Outlet
from tests.domain.members.cast import ANNAS_PHONE, NOON, join

DAY = dt.timedelta(days=1)


@pytest.mark.usefixtures("lipa")
def test_codes_are_forgotten_thirty_days_after_they_ended(main: Outlet):
    join(ANNAS_PHONE)
    for at in (NOON - 31 * DAY, NOON - 30 * DAY):
        confirmations.ask(locator=ANNAS_PHONE, purpose="REDEEM", outlet_id=main.id, at=at)

    assert forget_old(at=NOON) == 1
    assert [code.asked_at for code in Confirmation.objects.all()] == [NOON - 30 * DAY]
