import pytest

from plushka.domain.messaging import connecting, delivering
from plushka.domain.messaging.models import Message
from plushka.domain.programmes.models import Version
from plushka.domain.referrals.rechecking import recheck
from plushka.domain.tenants.models import Tenant
from tests.domain.referrals.cast import ANNA, NOON, join, promise


@pytest.fixture
def programme(lipa: Tenant) -> Version:
    return promise(inviting={"by_sms": True})


@pytest.fixture
def closed(lipa: Tenant) -> None:
    """Only who is invited joins; Anna was there before."""
    promise()
    join(ANNA)
    promise(inviting={"joining": "invited", "by_sms": True})


@pytest.fixture
def anna(programme):
    return join(ANNA)


@pytest.fixture
def delivered(programme):
    """What becomes of invitations when the sender asks for them."""
    connecting.add(
        way="SMS", provider="console", settings={}, secrets={}, actor="staff:1", at=NOON
    )

    def look():
        delivering.claim(at=NOON, most=100, rechecks={"invitation": recheck})
        rows = Message.objects.filter(kind="invitation").order_by("id")
        return list(rows.values_list("state", "code"))

    return look
