"""What comes in by SMS is understood; what comes in a messenger is a conversation."""

from plushka.domain.messaging import connecting
from plushka.domain.messaging.models import Block, Inbound
from plushka.domain.tenants.models import Tenant
from plushka.integrations.sending import Inbound as Heard
from plushka.web.hooks.receiving import receive
from tests.domain.members.cast import ANNAS_PHONE, NOON, at_work, join


def test_stop_by_sms_is_heard_once_however_often_it_is_told(open_shop: Tenant):
    with at_work(open_shop):
        join(ANNAS_PHONE)
        line = connecting.add(
            way="SMS", provider="console", settings={}, secrets={}, actor="staff:1", at=NOON
        )
    for _ in range(2):
        receive(open_shop.id, line, Heard("7", ANNAS_PHONE.value, "CTOП"))
    with at_work(open_shop):
        assert [row.wish for row in Inbound.objects.all()] == ["stop"]
        assert [row.reason for row in Block.objects.all()] == ["STOP"]


def test_a_connection_that_was_removed_hears_nothing(open_shop: Tenant):
    with at_work(open_shop):
        line = connecting.add(
            way="SMS", provider="console", settings={}, secrets={}, actor="staff:1", at=NOON
        )
        connecting.remove(connection_id=line, actor="staff:1", at=NOON)
    receive(open_shop.id, line, Heard("7", ANNAS_PHONE.value, "СТОП"))
    with at_work(open_shop):
        assert Inbound.objects.count() == 0
