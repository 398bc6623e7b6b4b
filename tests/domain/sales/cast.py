"""«Липа» with a programme, Анна in it, and her purchases, said shortly."""

import datetime as dt
from uuid import UUID

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.events.models import Event
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger.models import Account, Entry
from plushka.domain.ledger.terms import Cause, LotTerms
from plushka.domain.members.locator import Locator
from plushka.domain.programmes import files
from plushka.domain.programmes.models import Version
from plushka.domain.programmes.operations import publish
from plushka.domain.sales.asked import AskedLine, AskedReturn, AskedReturnLine, AskedSale, Asker
from plushka.domain.sales.loading import SaleCall
from plushka.domain.sales.models import Sale
from plushka.domain.sales.quoting import quote_in
from plushka.domain.sales.recording import record_in
from plushka.domain.sales.returning import return_in
from plushka.domain.sales.told import ToldReturn, ToldSale
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from tests.conftest import NOON

ANNA = Locator("PHONE", "+79161234567")
BOHDAN = Locator("PHONE", "+380671234567")
TILL = Asker(actor="system:test", is_trusted=True, has_history=True)
STRANGER = Asker(actor="system:test")


def promise(*, earning=None, at=NOON, valid_from=None, **sections) -> Version:
    """Publish the default programme with sections of our own."""
    plain = files.plain(files.preset("bonusplus")) | sections
    if earning is not None:
        plain["tiers"][0]["earning"] = earning
    return publish(programme=files.read(plain), actor="system:test", at=at, valid_from=valid_from)


def join(locator: Locator) -> UUID:
    """Make somebody a member."""
    newcomer = Newcomer(identifiers=(locator,))
    return enrolment.enrol(newcomer=newcomer, actor="system:test", at=NOON, is_trusted=True)


def asked(receipt="A-1", *prices, member=ANNA, outlet="main", **more) -> AskedSale:
    """A receipt with a line for each price, in kopecks."""
    lines = tuple(AskedLine(price=price) for price in prices) or None
    return AskedSale(outlet=outlet, receipt=receipt, member=member, lines=lines, **more)


def record(*sales: AskedSale, asker=TILL, key=None, at=NOON):
    """Record a list; each sale's own answer or refusal."""
    return record_in([SaleCall(sale, asker, key) for sale in sales], at=at)


def sell(sale: AskedSale, **more) -> ToldSale:
    """Record one sale that must not be refused."""
    [answer] = record(sale, **more)
    if isinstance(answer, Exception):
        raise answer
    return answer


def refusal_of(sale: AskedSale, **more):
    """The refusal that recording this answers."""
    before = (Sale.objects.count(), Entry.objects.count(), Event.objects.count())
    [answer] = record(sale, **more)
    assert (Sale.objects.count(), Entry.objects.count(), Event.objects.count()) == before
    return answer


def quote(sale: AskedSale, *, asker=TILL, at=NOON) -> ToldSale:
    """What a sale would give."""
    return quote_in(sale, asker, at=at)


def back(sale: ToldSale, receipt="R-1", *lines, at=NOON, total=None, key=None) -> ToldReturn:
    """Return whole lines by number, or (number, thousandths), or all that is left."""
    pairs = [line if isinstance(line, tuple) else (line, None) for line in lines]
    named = tuple(AskedReturnLine(line=line, quantity=pieces) for line, pieces in pairs) or None
    ask = AskedReturn(receipt=receipt, lines=named, total=total)
    return return_in(get_place(current_tenant()), sale.id, ask, TILL, key=key, at=at)


def give(
    points: int, *, member: UUID, expires_at: dt.datetime | None = None, at=NOON, key="gift"
) -> None:
    """Give points by hand, in hundredths."""
    account = Account.objects.get(member_id=member)
    book = ledger.open_book(accounts=[account.id], moment=at)
    version = Version.objects.latest("number").id
    cause = Cause(key, "TEST", None, version, "system:test", at)
    book.accrue(account.id, points, LotTerms("GIFT", at, expires_at), cause)
    ledger.save(book)


def days(count: int) -> dt.timedelta:
    """So many days."""
    return dt.timedelta(days=count)
