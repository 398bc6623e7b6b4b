"""The people one meets in the demo, with something on their accounts."""

import datetime as dt
from dataclasses import dataclass

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.imports.operations import ASKER
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import locate
from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import AskedLine, AskedSale
from plushka.domain.sales.loading import SaleCall
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Tenant


@dataclass(frozen=True, slots=True)
class Known:
    """A member of the demo, and what they bought lately, in kopecks, oldest first."""

    name: str
    phone: str
    bought: tuple[int, ...]


KNOWN = (
    Known("Анна", "+79161234567", (420_000, 280_000)),
    # Above 10 000.00 with the second purchase, so the third earns what Gold earns.
    Known("Богдан", "+79035550177", (650_000, 480_000, 125_000)),
    Known("Вера", "+79267770102", (84_990,)),
    Known("Григорий", "+79990010203", ()),
)


def ensure_members(company: Tenant, *, at: dt.datetime) -> None:
    """Enrol them and record what they bought in the days before; repeats change nothing."""
    with tenant_context(company.id):
        people = {Locator("PHONE", who.phone): who for who in KNOWN}
        known = locate(locators=list(people), at=at)
        new = [
            Newcomer(identifiers=(locator,), name=who.name)
            for locator, who in people.items()
            if locator not in known
        ]
        if new:
            enrolment.enrol_many(newcomers=new, actor=ASKER.actor, at=at)
    calls = [
        SaleCall(sale=_sale(company, who, number), asker=ASKER)
        for who in KNOWN
        for number in range(len(who.bought))
    ]
    for answer in sales.record(tenant_id=company.id, sales=calls, at=at):
        if isinstance(answer, Exception):
            raise answer


def _sale(company: Tenant, who: Known, number: int) -> AskedSale:
    days = len(who.bought) - number
    return AskedSale(
        outlet="main",
        receipt=f"{who.phone[-4:]}-{number + 1}",
        at=company.created_at - dt.timedelta(days=days),
        member=Locator("PHONE", who.phone),
        lines=(AskedLine(price=who.bought[number], category="Бакалея"),),
    )
