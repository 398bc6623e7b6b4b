"""Pages of the three cabinets with forms, each with things of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse

from plushka.domain.campaigns import operations as campaigns
from plushka.domain.members.sharing import share
from plushka.domain.rewards import operations as rewards
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.rights import Right
from plushka.domain.workbench.models import Example
from tests.domain.campaigns.cast import campaign
from tests.domain.codes import cast
from tests.web.access.asking import signed_in
from tests.web.access.certificates_table import a_blocked_one
from tests.web.access.kinds import Anybody, Row
from tests.web.access.table import ROWS
from tests.web.conftest import Shop, hire
from tests.web.member.gifts import HERSELF, offer, ordered
from tests.web.member.people import buy
from tests.web.member.people import signed_in as member_signed_in
from tests.web.till.people import join, now

type Opened = tuple[Client, str]


@dataclass(frozen=True, slots=True)
class Page:
    """A page under a name; ``open_`` makes what it shows, and gives who looks at which address."""

    name: str
    open_: Callable[[Shop], Opened]


def pages() -> Iterator[Page]:
    """Give every page that is read by somebody signed in, and states no address names alone."""
    for row in ROWS:
        if row.needs != Anybody.EVERYBODY and not row.ends:
            yield Page(row.name, _opener(row))
    yield Page("till with a member", lambda shop: (_till(shop), f"/till/?member={_rich(shop)}"))
    yield Page("till without one", lambda shop: (_till(shop), "/till/?without=member"))
    yield Page("till: a certificate to sell", lambda shop: (_till(shop), _SELLING))
    yield Page("manager: a certificate that is blocked", _blocked)
    yield Page("manager: an order whose money is owed", _owed)
    yield Page("manager: merge with another", _merge)
    yield Page("manager: a campaign that is not launched", _campaign)
    yield Page("manager: an open draft to publish", lambda shop: _draft(shop, "/publish"))
    yield Page("manager: an open draft", lambda shop: _draft(shop, ""))
    yield Page("member: a redemption", _redeemed)
    yield Page("member: an alias", _named)
    yield Page("member: a code under the cap", _scanned)
    yield Page("member: a gift", _gift)


_SELLING = "/till/certificates?new=1"


def _opener(row: Row) -> Callable[[Shop], Opened]:
    def opened(shop: Shop) -> Opened:
        ids = {part: make(shop) for part, make in row.ids.items()}
        values = {**row.values, **ids}
        if row.needs == Anybody.MEMBER:
            client = member_signed_in(shop, _rich(shop)).client
            values["slug"] = shop.tenant.slug
        else:
            client = _till(shop) if row.needs == Right.SELL else signed_in(shop.owner)
        return client, reverse(row.name, kwargs=values) + row.sent

    return opened


def _till(shop: Shop) -> Client:
    return signed_in(hire(shop.tenant, "Петро", "CASHIER", shop.outlet))


def _rich(shop: Shop) -> UUID:
    return join(shop, points=50_000)


def _merge(shop: Shop) -> Opened:
    kept, other = join(shop), join(shop)
    return signed_in(shop.owner), f"/manage/members/{kept}/merge?other={other}"


def _blocked(shop: Shop) -> Opened:
    return signed_in(shop.owner), f"/manage/certificates/one/{a_blocked_one(shop)}"


def _owed(shop: Shop) -> Opened:
    order_id = ordered(shop, _rich(shop), offer(shop, money=100), key=str(uuid4()))
    with tenant_context(shop.tenant.id):
        rewards.pay(order_id=order_id, orderer=HERSELF, at=now())
        rewards.cancel(order_id=order_id, orderer=HERSELF, at=now())
    return signed_in(shop.owner), "/manage/rewards/orders?state=OWED"


def _named(shop: Shop) -> Opened:
    member = _rich(shop)
    with tenant_context(shop.tenant.id):
        share(member_id=member, way="PAGE", actor="system:test", at=now())
    return member_signed_in(shop, member).client, f"/m/{shop.tenant.slug}/alias"


def _scanned(shop: Shop) -> Opened:
    with tenant_context(shop.tenant.id):
        _, [code] = cast.active(1)
    client = member_signed_in(shop, _rich(shop)).client
    client.get(f"/{shop.tenant.slug}/c/{code}")
    return client, f"/m/{shop.tenant.slug}/codes"


def _gift(shop: Shop) -> Opened:
    client = member_signed_in(shop, _rich(shop)).client
    return client, f"/m/{shop.tenant.slug}/gifts/{offer(shop)}"


def _campaign(shop: Shop) -> Opened:
    code = f"spring_{uuid4().hex[:8]}"
    with tenant_context(shop.tenant.id):
        campaigns.save_draft(code=code, document=campaign(code), actor="system:test", at=now())
    return signed_in(shop.owner), f"/manage/campaigns/{code}"


def _draft(shop: Shop, part: str) -> Opened:
    with tenant_context(shop.tenant.id):
        Example.objects.filter(receipt={}).delete()  # of ``things``: no receipt to be worked out
    client = signed_in(shop.owner)
    client.post("/manage/programme/draft/open")
    return client, f"/manage/programme/draft{part}"


def _redeemed(shop: Shop) -> Opened:
    member = _rich(shop)
    buy(shop, member, redeem=1_000)
    phone = member_signed_in(shop, member)
    page = phone.get("history").content.decode()
    start = page.index(f"/m/{shop.tenant.slug}/history/")
    return phone.client, page[start : page.index('"', start)]
