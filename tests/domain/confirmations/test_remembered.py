"""A wrong try stays counted when the request that brought it is refused (T26)."""

from uuid import UUID

import pytest

from plushka.domain.confirmations import operations as confirmations
from plushka.domain.confirmations.models import Confirmation
from plushka.domain.confirmations.operations import ConfirmationNeeded, ConfirmationWrong
from plushka.domain.tenants.models import Outlet, Tenant
from tests.domain.members.cast import ANNAS_PHONE, NOON, at_work


def _tries(shop: Tenant) -> int:
    with at_work(shop):
        tries: int = Confirmation.objects.values_list("tries", flat=True).get()
        return tries


def _ask_and_tell_nothing(outlet_id: UUID) -> None:
    confirmations.ask(locator=ANNAS_PHONE, purpose="ENROL", outlet_id=outlet_id, at=NOON)
    confirmations.check(phone=ANNAS_PHONE, outlet_id=outlet_id, code=None, at=NOON)


def test_wrong_try_is_counted_though_the_request_is_refused(open_shop: Tenant):
    with at_work(open_shop):
        main = Outlet.objects.get(code="main")
        confirmations.ask(locator=ANNAS_PHONE, purpose="ENROL", outlet_id=main.id, at=NOON)

    for n_tries in range(1, 8):
        with pytest.raises(ConfirmationWrong), at_work(open_shop):
            confirmations.check(phone=ANNAS_PHONE, outlet_id=main.id, code="nope", at=NOON)

        assert _tries(open_shop) == min(n_tries, 5)


def test_refusal_that_is_not_remembered_takes_everything_back(open_shop: Tenant):
    with at_work(open_shop):
        main = Outlet.objects.get(code="main")

    with pytest.raises(ConfirmationNeeded), at_work(open_shop):
        _ask_and_tell_nothing(main.id)

    with at_work(open_shop):
        assert not Confirmation.objects.exists()
