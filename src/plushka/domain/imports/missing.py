"""Outlets and members that a file names and the company does not have yet."""

import datetime as dt
from collections.abc import Iterable

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.members import queries as members
from plushka.domain.members.locator import Locator
from plushka.domain.sales.asked import AskedSale
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Outlet


class Missing:
    """Makes what is missing, and remembers what is there, so that it is asked once."""

    def __init__(self, *, tenant_id: int, actor: str) -> None:
        self._tenant_id = tenant_id
        self._actor = actor
        self._outlets: set[str] = set()
        self._members: set[Locator] = set()

    def make(self, sales: Iterable[AskedSale], *, at: dt.datetime) -> None:
        """Make every outlet and member that these sales name; a few statements for all of them.

        Somebody who cannot be made stays unknown, and their sales are refused.
        """
        sales = list(sales)
        outlets = {sale.outlet for sale in sales} - self._outlets
        people = {sale.member for sale in sales if sale.member is not None} - self._members
        if not outlets and not people:
            return
        with tenant_context(self._tenant_id):
            _make_outlets(outlets)
            self._enrol(people, at=at)
        self._outlets |= outlets
        self._members |= people

    def _enrol(self, people: set[Locator], *, at: dt.datetime) -> None:
        known = members.locate(locators=list(people), at=at)
        # In one order everywhere, so that two imports do not wait for each other in a circle.
        new = sorted(people - known.keys(), key=lambda who: (who.kind, who.value))
        if new:
            enrolment.enrol_many(
                newcomers=[Newcomer(identifiers=(who,)) for who in new],
                actor=self._actor,
                at=at,
            )


def _make_outlets(codes: set[str]) -> None:
    known = set(Outlet.objects.filter(code__in=codes).values_list("code", flat=True))
    for code in sorted(codes - known):
        tenants.add_outlet(code=code, name=code)
