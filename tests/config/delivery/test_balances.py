"""What is left at providers is asked for by itself."""

import asyncio

import pytest

from plushka.config.delivery import balances
from plushka.domain.messaging import connecting
from plushka.domain.messaging.models import Connection
from plushka.domain.tenants.models import Tenant
from tests.domain.members.cast import NOON, at_work
from tests.fakes.serving import Served
from tests.fakes.sms_ru import API_ID, SmsRu


def connect(shop: Tenant, url: str, api_id: str) -> None:
    with at_work(shop):
        connecting.add(
            way="SMS",
            provider="sms_ru",
            settings={"url": url},
            secrets={"api_id": api_id},
            actor="staff:1",
            at=NOON,
        )


@pytest.mark.parametrize(
    ("api_id", "left"), [(API_ID, 412_256), ("another", None)], ids=["told", "refused"]
)
def test_what_a_provider_says_is_kept(open_shop: Tenant, api_id: str, left: int | None):
    with Served(SmsRu().answer) as served:
        connect(open_shop, served.address, api_id)
        asyncio.run(balances.ask(open_shop.id))

    with at_work(open_shop):
        row = Connection.objects.get()
    assert (row.balance, row.worked_at, row.trouble) == (left, None, "")


def test_a_provider_that_is_away_leaves_what_was_known(open_shop: Tenant):
    connect(open_shop, "http://127.0.0.1:9", API_ID)
    with at_work(open_shop):
        Connection.objects.update(balance=700)

    asyncio.run(balances.ask(open_shop.id))

    with at_work(open_shop):
        assert Connection.objects.get().balance == 700
