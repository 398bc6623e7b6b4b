"""What cashiers do and customers are, for the tests of the till."""

import datetime as dt
import html
import itertools
import re
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from plushka.domain.enrolment.operations import Newcomer, enrol
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.queries import accounts_of
from plushka.domain.ledger.terms import Cause, LotTerms
from plushka.domain.members.locator import Locator
from plushka.domain.messaging.queries import mailbox
from plushka.domain.programmes.queries import rules
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop

_phones = (f"+7916{number:07}" for number in itertools.count(2_000_000))
_receipts = (f"R-{number}" for number in itertools.count(1))


def new_phone() -> str:
    """Give a phone nobody has."""
    return next(_phones)


def new_receipt() -> str:
    """Give a receipt number nobody used."""
    return next(_receipts)


def now() -> dt.datetime:
    """Give the moment the pages see."""
    return dt.datetime.now(dt.UTC)


def join(shop: Shop, *, name: str = "Анна", points: int = 0, phone: str = "") -> UUID:
    """Make a member, with some points (in hundredths) if wanted."""
    with tenant_context(shop.tenant.id):
        newcomer = Newcomer(identifiers=(Locator("PHONE", phone or new_phone()),), name=name)
        member = enrol(newcomer=newcomer, actor="system:tests", at=now(), is_trusted=True)
        if points:
            _give(member, points, zone=shop.tenant.timezone)
    return member


def _give(member: UUID, points: int, *, zone: str) -> None:
    version = rules(zone=zone).at(now()).version
    ledger.adjust(
        account=accounts_of(members=[member])[member],
        points=points,
        terms=LotTerms("MANUAL", now(), None),
        cause=Cause(f"gift:{member}", "adjustment", None, version, "system:tests", now()),
        reason="for a test",
        at=now(),
    )


def last_code(shop: Shop) -> str:
    """Read the newest code in the mailbox."""
    with tenant_context(shop.tenant.id):
        found = re.search(r"\d{4}", mailbox(limit=1)[0].text)
    assert found
    return found[0]


@dataclass(frozen=True, slots=True)
class Cashier:
    """Somebody signed in, and what their browser shows."""

    client: Client

    def get(self, path: str, **sent: Any) -> HttpResponse:
        """Open an address of the till."""
        return self.client.get(f"/till/{path}", sent)

    def post(self, path: str, **sent: Any) -> HttpResponse:
        """Send a form; what comes of it is shown, as a browser would."""
        return self.client.post(f"/till/{path}", sent, follow=True)

    def sell(self, **sent: Any) -> HttpResponse:
        """Record a sale."""
        return self.post("sales", **({"receipt": new_receipt(), "key": new_receipt()} | sent))


def text_of(response: HttpResponse) -> str:
    """Give what a page says: without tags, with single spaces."""
    said = re.sub(r"<[^>]+>", " ", response.content.decode())
    return re.sub(r"\s+", " ", html.unescape(said))
