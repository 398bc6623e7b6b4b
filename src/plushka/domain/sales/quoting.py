"""Say what a sale would give; write nothing, lock nothing."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from plushka.domain.ledger import loading as accounts_in_memory
from plushka.domain.ledger.book import Book
from plushka.domain.sales import loading
from plushka.domain.sales.asked import AskedSale, Asker
from plushka.domain.sales.deciding import decide
from plushka.domain.sales.entitled import right_of
from plushka.domain.sales.lines import check_moment
from plushka.domain.sales.loading import Named
from plushka.domain.sales.offered import Offered, offered, situation_of, wanted
from plushka.domain.sales.recording import outlet_of, standing_of
from plushka.domain.sales.refusals import KeyRevoked
from plushka.domain.sales.standing import Standing
from plushka.domain.sales.telling import outcome_of, tell_decided
from plushka.domain.sales.told import ToldSale
from plushka.domain.vouchers import using as vouchers_used
from plushka.domain.vouchers.using import Vouchers
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import ask


@dataclass(frozen=True, slots=True)
class Seen:
    """What was read for a quote: where the member stands, their points, what may be offered."""

    outlet: UUID
    standing: Standing | None
    book: Book
    offered: Offered
    vouchers: Vouchers = field(default_factory=Vouchers)


def quote_in(sale: AskedSale, asker: Asker, *, at: dt.datetime) -> ToldSale:
    """Decide a sale in memory and forget it; no code is asked for.

    Everything else is answered and refused as the sale itself would be.
    """
    named = loading.find_named(raw(), sales=[sale], askers=[asker], at=at)
    if asker.key_id is not None and asker.key_id not in named.good_keys:
        raise KeyRevoked
    return tell_quote(sale, asker, named, see(sale, asker, named, at=at), at=at)


def see(sale: AskedSale, asker: Asker, named: Named, *, at: dt.datetime) -> Seen:
    """Read what a quote needs, as it is at a moment if nothing happens until then."""
    place = named.place
    outlet = outlet_of(named, sale.outlet, asker_outlet=asker.outlet_id)
    accounts = [named.accounts[member] for member in set(named.members.values())]
    recent_from = loading.recent_from(named.rules, at=at)
    asked = wanted([sale], named, at=at)
    vouchers = vouchers_used.digests_of([sale.voucher])
    pages, rows, *more = ask(
        raw(),
        [
            accounts_in_memory.read_statement(
                accounts=accounts,
                moment=at,
                with_lots=dict.fromkeys(accounts, _most(sale, named, at=at)),
            ),
            loading.standings_statement(
                place, named.members.values(), recent_from=recent_from, at=at
            ),
            *([vouchers_used.find_statement(vouchers)] if vouchers else []),
            *asked.statements(),
        ],
    )
    rights = more.pop(0) if vouchers else []
    standings = loading.standings(rows, recent_from=recent_from)
    return Seen(
        outlet=outlet,
        standing=standing_of(named, standings, sale.member),
        book=accounts_in_memory.looked_at(pages, moment=at, wanted=len(accounts)),
        offered=offered(asked, more),
        vouchers=vouchers_used.vouchers_of(rights),
    )


def _most(sale: AskedSale, named: Named, *, at: dt.datetime) -> int | None:
    if loading.gifts_may_wait(named.members.values(), named):
        return None
    return loading.most_redeemed(sale, named, at=at)


def tell_quote(
    sale: AskedSale, asker: Asker, named: Named, seen: Seen, *, at: dt.datetime
) -> ToldSale:
    """Decide by what was read, and tell it."""
    moment = check_moment(sale.at, moment=at)
    programme = named.rules.at(moment)
    decided = decide(
        sale,
        asker=asker,
        outlet=seen.outlet,
        at=moment,
        programme=programme,
        standing=seen.standing,
        book=seen.book,
        zone=named.place.zone,
        confirm=_need_no_code,
        situation=situation_of(sale, seen.standing, seen.offered, named, at=moment),
        right=right_of(seen.vouchers, sale, seen.standing, at=at),
    )
    outcome = outcome_of(decided, seen.book)
    return tell_decided(decided, outcome, programme=programme, is_quote=True)


def _need_no_code(_whom: UUID, _points: int) -> None:
    """A quote takes nothing, so nobody has to agree."""
