"""Say what a sale would give; write nothing, lock nothing."""

import datetime as dt
from uuid import UUID

from plushka.domain.ledger import loading as accounts_in_memory
from plushka.domain.sales import loading
from plushka.domain.sales.asked import AskedSale, Asker
from plushka.domain.sales.deciding import decide
from plushka.domain.sales.lines import check_moment
from plushka.domain.sales.offered import offered, situation_of, wanted
from plushka.domain.sales.recording import outlet_of, standing_of
from plushka.domain.sales.refusals import KeyRevoked
from plushka.domain.sales.telling import outcome_of, tell_decided
from plushka.domain.sales.told import ToldSale
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import ask


def quote_in(sale: AskedSale, asker: Asker, *, at: dt.datetime) -> ToldSale:
    """Decide a sale in memory and forget it; no code is asked for.

    Everything else is answered and refused as the sale itself would be.
    """
    connection = raw()
    named = loading.find_named(connection, sales=[sale], askers=[asker], at=at)
    place = named.place
    if asker.key_id is not None and asker.key_id not in named.good_keys:
        raise KeyRevoked
    outlet = outlet_of(named, sale.outlet, asker_outlet=asker.outlet_id)
    accounts = [named.accounts[member] for member in set(named.members.values())]
    recent_from = loading.recent_from(named.rules, at=at)
    asked = wanted([sale], named, at=at)
    pages, rows, *more = ask(
        connection,
        [
            accounts_in_memory.read_statement(
                accounts=accounts,
                moment=at,
                with_lots=dict.fromkeys(accounts, loading.most_redeemed(sale, named, at=at)),
            ),
            loading.standings_statement(place, named.members.values(), recent_from=recent_from),
            *asked.statements(),
        ],
    )
    book = accounts_in_memory.looked_at(pages, moment=at, wanted=len(accounts))
    standings = loading.standings(rows, recent_from=recent_from)
    standing = standing_of(named, standings, sale.member)
    moment = check_moment(sale.at, moment=at)
    programme = named.rules.at(moment)
    decided = decide(
        sale,
        asker=asker,
        outlet=outlet,
        at=moment,
        programme=programme,
        standing=standing,
        book=book,
        zone=place.zone,
        confirm=_need_no_code,
        situation=situation_of(sale, standing, offered(asked, more), named, at=moment),
    )
    outcome = outcome_of(decided, book)
    return tell_decided(decided, outcome, programme=programme, is_quote=True)


def _need_no_code(_whom: UUID, _points: int) -> None:
    """A quote takes nothing, so nobody has to agree."""
