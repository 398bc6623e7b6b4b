"""Outlets and members that receipts name and the company does not have yet.

Only receipts that will be recorded make any: what is wrong with a receipt by
itself is seen first, then whether its member may buy, and its outlet last.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence

from plushka.domain.enrolment import operations as enrolment
from plushka.domain.enrolment.newcomers import Newcomer
from plushka.domain.members import queries as members
from plushka.domain.members.locator import Locator
from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.lines import check_moment, lines_of
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Outlet
from plushka.lib.refusal import Refusal


class Missing:
    """Makes what is missing, and remembers what is there, so that it is asked once."""

    def __init__(self, *, tenant_id: int, actor: str) -> None:
        self._tenant_id = tenant_id
        self._actor = actor
        self._outlets: set[str] = set()
        self._may_buy: dict[Locator | None, bool] = {None: True}

    def make(self, sales: Iterable[AskedSale], *, at: dt.datetime) -> None:
        """Make every outlet and member that these sales need; a few statements for all of them.

        Somebody who cannot be made stays unknown, and their sales are refused.
        """
        good = list(_good(sales, at=at))
        if self._lacks(good):
            with tenant_context(self._tenant_id):
                needed = self._make(good, at=at)
            self._outlets |= needed

    def make_in(self, sales: Iterable[AskedSale], *, at: dt.datetime) -> None:
        """Make the same inside the tenant's transaction, which the caller has opened."""
        good = list(_good(sales, at=at))
        if self._lacks(good):
            self._outlets |= self._make(good, at=at)

    def _lacks(self, good: Sequence[AskedSale]) -> bool:
        return any(
            sale.outlet not in self._outlets or sale.member not in self._may_buy for sale in good
        )

    def _make(self, good: Sequence[AskedSale], *, at: dt.datetime) -> set[str]:
        people = {sale.member for sale in good if sale.member not in self._may_buy}
        self._enrol({who for who in people if who is not None}, at=at)
        needed = {sale.outlet for sale in good if self._may_buy[sale.member]} - self._outlets
        _make_outlets(needed)
        return needed

    def _enrol(self, people: set[Locator], *, at: dt.datetime) -> None:
        known = members.locate(locators=list(people), at=at)
        # In one order everywhere, so that two imports do not wait for each other in a circle.
        new = sorted(people - known.keys(), key=lambda who: (who.kind, who.value))
        if known:
            profiles = members.find_profiles(member_ids=list(known.values()))
            blocked = {id_ for id_, who in profiles.items() if who.blocked_at}
            self._may_buy |= {who: id_ not in blocked for who, id_ in known.items()}
        if new:
            made = enrolment.enrol_many(
                newcomers=[Newcomer(identifiers=(who,)) for who in new],
                actor=self._actor,
                at=at,
                is_moving_in=True,
            )
            self._may_buy |= {
                who: not isinstance(one, Refusal) for who, one in zip(new, made, strict=True)
            }


def _good(sales: Iterable[AskedSale], *, at: dt.datetime) -> Iterator[AskedSale]:
    """Give the sales that nothing is wrong with but, perhaps, whom and what they name.

    Of a receipt that stands twice, the first: the other is a repeat, or differs.
    """
    seen: set[tuple[str, str | None]] = set()
    for sale in sales:
        try:
            check_moment(sale.at, moment=at)
            lines_of(sale)
        except Refusal:
            continue
        if (sale.outlet, sale.receipt) not in seen:
            seen.add((sale.outlet, sale.receipt))
            yield sale


def _make_outlets(codes: set[str]) -> None:
    known = set(Outlet.objects.filter(code__in=codes).values_list("code", flat=True))
    for code in sorted(codes - known):
        tenants.add_outlet(code=code, name=code)
