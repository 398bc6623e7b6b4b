"""The first sale of a new company: the owner's own phone, and what a receipt comes to."""

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict

from plushka.domain.company import beginning
from plushka.domain.company.editing import BadFields, Wrong
from plushka.domain.enrolment.operations import AlreadyMember, Newcomer, enrol
from plushka.domain.members import locator as names
from plushka.domain.members.locator import Locator
from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import AskedSale, Asker
from plushka.domain.sales.figures import any_sold
from plushka.domain.sales.loading import SaleCall
from plushka.domain.sales.models import Sale
from plushka.domain.sales.told import ToldSale
from plushka.domain.tenants.context import tenant_context
from plushka.lib.refusal import BadField
from plushka.web.ui.amounts import read_hundredths

MOST = 100_000_000


@dataclass(frozen=True, slots=True)
class Tried:
    """Whom and what: a phone, and kopecks."""

    phone: Locator
    total: int


def sent(values: QueryDict, *, region: str) -> Tried:
    """Read what was sent. Refuses ``BadFields``."""
    wrong: Wrong = []
    phone, total = None, 0
    try:
        phone = names.read("phone", values.get("phone", "").strip(), region=region, path="phone")
    except BadField:
        wrong.append(("phone", "unreadable"))
    try:
        total = read_hundredths(values.get("total", ""))
    except ValueError:
        total = 0
    if not 0 < total <= MOST:
        wrong.append(("total", "unreadable"))
    if wrong or phone is None:
        raise BadFields(wrong)
    return Tried(phone, total)


def sell(tried: Tried, tenant_id: int, *, receipt: str, actor: str, at: dt.datetime) -> ToldSale:
    """Enrol whose phone it is, and record the sale; sent twice, it is recorded once."""
    with tenant_context(tenant_id):
        outlet = beginning.first_outlet()
        if outlet is None:
            raise BadFields([("outlet", "unknown")])
        if any_sold() and not Sale.objects.filter(outlet=outlet, receipt=receipt).exists():
            # Without a code this once alone: later people are enrolled at the till.
            raise BadFields([("phone", "sold")])
        newcomer = Newcomer(identifiers=(tried.phone,), outlet_id=outlet.id)
    try:
        with tenant_context(tenant_id):
            # The owner tries it on themselves: there may be nobody yet who sends codes.
            enrol(newcomer=newcomer, actor=actor, at=at, is_trusted=True, is_let_in=True)
    except AlreadyMember:
        pass
    asked = AskedSale(outlet=outlet.code, receipt=receipt, member=tried.phone, total=tried.total)
    call = SaleCall(asked, Asker(actor=actor, outlet_id=None))
    [told] = sales.record(tenant_id=tenant_id, sales=[call], at=at)
    if isinstance(told, Exception):
        raise told
    return told
