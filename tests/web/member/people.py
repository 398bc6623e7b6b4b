"""Members and their devices, for the tests of the member's cabinet."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from plushka.domain.access import sessions
from plushka.domain.ledger.queries import accounts_of
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import Profile, get_profile
from plushka.domain.messaging.queries import mailbox
from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import AskedSale, Asker
from plushka.domain.sales.loading import SaleCall
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.till.people import join, new_receipt, now

CODE = re.compile(r"\d{6}")


def last_code(shop: Shop) -> str:
    """Read the newest code in the mailbox."""
    with tenant_context(shop.tenant.id):
        found = CODE.search(mailbox(limit=1)[0].text)
    assert found
    return found[0]


def profile(shop: Shop, member: UUID) -> Profile:
    """Say what is known of a member."""
    with tenant_context(shop.tenant.id):
        return get_profile(member_id=member)


def account(shop: Shop, member: UUID) -> UUID:
    """Give a member's account."""
    with tenant_context(shop.tenant.id):
        return accounts_of(members=[member])[member]


def buy(
    shop: Shop,
    member: UUID,
    *,
    total: int = 100_000,
    redeem: int | None = None,
    voucher: str | None = None,
) -> Any:
    """Record a sale, trusted; give what the till is told."""
    asked = AskedSale(
        outlet=shop.outlet.code,
        receipt=new_receipt(),
        member=Locator("ID", str(member)),
        total=total,
        redeem=redeem,
        voucher=voucher,
    )
    asker = Asker(actor="system:tests", is_trusted=True)
    [told] = sales.record(tenant_id=shop.tenant.id, sales=[SaleCall(asked, asker)], at=now())
    return told


@dataclass(slots=True)
class Phone:
    """A device in somebody's hands, looking at one company."""

    client: Client
    slug: str

    def get(self, path: str = "", **sent: Any) -> HttpResponse:
        """Open a page."""
        return self.client.get(f"/m/{self.slug}/{path}", sent)

    def post(self, path: str, **sent: Any) -> HttpResponse:
        """Send a form; what comes of it is shown, as a browser would."""
        return self.client.post(f"/m/{self.slug}/{path}", sent, follow=True)

    def come_in(self, shop: Shop, who: str) -> HttpResponse:
        """Sign in by a code from the mailbox."""
        self.post("sign-in", who=who)
        return self.post("sign-in/code", code=last_code(shop))


def device(slug: str, language: str = "en") -> Phone:
    """Give a device that nobody has used."""
    return Phone(
        Client(headers={"accept-language": language, "user-agent": "Chrome Android"}), slug
    )


def signed_in(shop: Shop, member: UUID, language: str = "en") -> Phone:
    """Give a device on which a member is signed in."""
    with tenant_context(shop.tenant.id):
        opened = sessions.open_(
            get_profile(member_id=member), mark="", label="Chrome, Android", at=now()
        )
        sessions.prove(opened.session_id, at=now())
    phone = device(shop.tenant.slug, language)
    phone.client.cookies["member"] = opened.token
    phone.client.cookies["device"] = opened.mark
    return phone


def silent(shop: Shop, member: UUID, *, days: int) -> None:
    """Let so many days pass since anybody heard of a member."""
    from plushka.domain.members.models import Member, PurchaseSummary

    with tenant_context(shop.tenant.id):
        then = now() - dt.timedelta(days=days)
        Member.objects.filter(id=member).update(created_at=then)
        PurchaseSummary.objects.filter(member_id=member, last_purchase_at__isnull=False).update(
            last_purchase_at=then
        )


__all__ = [
    "Phone",
    "account",
    "buy",
    "device",
    "join",
    "last_code",
    "profile",
    "signed_in",
    "silent",
]
