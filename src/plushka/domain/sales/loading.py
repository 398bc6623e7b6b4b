"""What a list of sales must know before it can be decided.

Asked twice, however long the list: whom and what the tills name; then,
under the locks of the buyers' accounts, where everything stands.
"""

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from plushka.domain.campaigns.queries import Campaigns, campaigns_of, campaigns_statement
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import kept, locate_statement, located, unknown
from plushka.domain.programmes.queries import Rules, rules_of, versions_statement
from plushka.domain.sales import bringing
from plushka.domain.sales.asked import AskedSale, Asker
from plushka.domain.sales.lines import check_moment
from plushka.domain.sales.sameness import Recorded
from plushka.domain.sales.standing import Standing
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import Place
from plushka.lib.db.statements import RowsLost, Statement, ask, load
from plushka.lib.refusal import Refusal

type Receipt = tuple[UUID, str]
"""An outlet's id and the till's own number."""

_COLUMNS: dict[str, tuple[Any, ...]] = {
    "find_place": (int, str, str, str, str, str, str, int),
    "find_outlets": (str, UUID),
    "find_keys": (UUID,),
    "find_accounts": (str, str, UUID, UUID, UUID | None, UUID | None),
    "find_receipts": (UUID, str, UUID, bytes, dt.datetime, dt.datetime),
    "load_standings": (
        *(UUID, UUID, bool, str, int, int),
        *(dt.datetime | None, dt.datetime | None),
        *(dt.datetime | None, dt.datetime | None, str, dt.datetime | None, str),
        *(dt.datetime | None, int, bool, bool, dt.datetime),
    ),
}
"""The types of what our statements read."""


@dataclass(frozen=True, slots=True)
class SaleCall:
    """One sale to record: what was sent, by whom, and the key of the request."""

    sale: AskedSale
    asker: Asker
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Whom and what the tills named, as far as we know it."""

    place: Place
    rules: Rules
    outlets: dict[str, UUID]
    good_keys: frozenset[UUID]
    members: dict[Locator, UUID]
    accounts: dict[UUID, UUID] = field(default_factory=dict)
    #: Who brought a member, where somebody did.
    referrers: dict[UUID, UUID] = field(default_factory=dict)
    campaigns: Campaigns = field(default_factory=Campaigns)


def find_named(
    connection: "psycopg.Connection[Any]",
    *,
    sales: Iterable[AskedSale],
    askers: Iterable[Asker],
    at: dt.datetime,
) -> Named:
    """Look up the company in context, its outlets, keys, members and programmes."""
    sales = list(sales)
    locators = {sale.member for sale in sales if sale.member is not None}
    values: dict[str, Any] = {"tenant": current_tenant()}
    places, versions, campaigns, outlets, keys, buyers = ask(
        connection,
        [
            _reading("find_place", values),
            versions_statement(),
            campaigns_statement(),
            _reading("find_outlets", values, codes=list({sale.outlet for sale in sales})),
            _reading("find_keys", values, keys=list({who.key_id for who in askers if who.key_id})),
            _with_accounts(locate_statement(locators=locators, at=at)),
        ],
    )
    *known, silence_days = places[0]
    place = dataclasses.replace(Place(*known), silence_days=silence_days)
    return Named(
        place=place,
        rules=rules_of(versions, zone=place.zone),
        outlets=dict(outlets),
        good_keys=frozenset(key for (key,) in keys),
        members=located([row[:3] for row in buyers], locators=locators, at=at),
        accounts={member: account for _, _, member, account, _, _ in buyers}
        | {referrer: account for *_, referrer, account in buyers if referrer},
        referrers={member: referrer for _, _, member, _, referrer, _ in buyers if referrer},
        campaigns=campaigns_of(campaigns),
    )


def _with_accounts(locating: Statement) -> Statement:
    """Ask for the account of each member found, in the same breath."""
    sql = load(__package__ or "", "find_accounts").replace("(located)", f"({locating.sql})", 1)
    return Statement("find_accounts", sql, locating.values, columns=_COLUMNS["find_accounts"])


def most_redeemed(sale: AskedSale, named: Named, *, at: dt.datetime) -> int | None:
    """Say how many points a sale may redeem, as far as lots need be read for it.

    None is as many as there are, and every lot: so it is also where lots are
    spent in another order than they are read in, or each kind up to a limit, or
    where points of the sale may be counted otherwise than those of the account.
    """
    if sale.redeem is None or sale.redeem == "max":
        return 0 if sale.redeem is None else None
    try:
        moment = check_moment(sale.at, moment=at)
    except Refusal:
        return 0
    programme = named.rules.at(moment)
    is_usual = programme.document.spending_order == "nearest_expiry"
    is_usual = is_usual and not programme.limits_kinds
    return sale.redeem if is_usual and named.rules.have_one_value else None


def referrers_of(buyers: Collection[UUID], named: Named, *, at: dt.datetime) -> set[UUID]:
    """Say who may get something because others bought (E15).

    Where no programme of the company gives them anything, they are left alone.
    """
    found = {named.referrers[member] for member in buyers if member in named.referrers}
    return found if found and named.rules.reward_referrers(at) else set()


def gifts_may_wait(buyers: Iterable[UUID], named: Named) -> set[UUID]:
    """Say whose gift may wait for a purchase: of those whom somebody brought (E16).

    Of these all lots have to be read.
    """
    found = {member for member in buyers if member in named.referrers}
    return found if found and named.rules.hold_gifts_back else set()


def capped(touched: Iterable[UUID], named: Named, *, at: dt.datetime) -> list[Statement]:
    """Give what asks how much referrers got this month, where it matters; or nothing (T22)."""
    above = sorted({named.accounts[one] for one in {*touched} & {*named.referrers.values()}})
    if not above or not named.rules.cap_referrers:
        return []
    return [bringing.got_statement(accounts=above, moment=at, zone=named.place.zone)]


def note_capped(
    answers: Sequence[Sequence[tuple[Any, ...]]],
    standings: Mapping[UUID, Standing],
    named: Named,
    *,
    at: dt.datetime,
) -> None:
    """Let referrers be known with what they got this month, where ``capped`` asked."""
    for rows in answers:
        got = [(account, points) for account, points in rows]
        bringing.note_got(got, standings.values(), moment=at, zone=named.place.zone)


def spending_of(
    calls: Iterable[SaleCall], named: Named, *, at: dt.datetime
) -> dict[UUID, int | None]:
    """Say how many points a list may redeem of each account; None is as many as there are."""
    buyers = gifts_may_wait(named.members.values(), named)
    found: dict[UUID, int | None] = dict.fromkeys(named.accounts[one] for one in buyers)
    for call in calls:
        if call.sale.redeem and call.sale.member in named.members:
            account = named.accounts[named.members[call.sale.member]]
            most, more = found.get(account, 0), most_redeemed(call.sale, named, at=at)
            found[account] = None if most is None or more is None else most + more
    return found


def recent_from(rules: Rules, *, at: dt.datetime) -> dt.datetime | None:
    """Give since when purchases count for tiers at a moment; None where a lifetime does (T15)."""
    window = rules.at(at).ladder.window if rules.published else None
    return None if window is None else window.begins(at)


def standings_statement(
    place: Place,
    members: Iterable[UUID],
    *,
    recent_from: dt.datetime | None,
    at: dt.datetime | None = None,
) -> Statement:
    """Give the statement that says where members stand; ``standings`` reads its rows.

    Whose phone was silent is said as of ``at``; without it, only whose phone is doubted.
    """
    values: dict[str, Any] = {
        "tenant": place.id,
        "members": list(members),
        "heard_since": at and at - dt.timedelta(days=place.silence_days),
    }
    if recent_from is not None:
        values["recent_from"] = recent_from
    sql = _standings_sql(has_recent=recent_from is not None)
    return Statement("load_standings", sql, values, columns=_COLUMNS["load_standings"])


@cache
def _standings_sql(*, has_recent: bool) -> str:
    recent = load(__package__ or "", "sum_recent") if has_recent else "SELECT 0::bigint"
    return load(__package__ or "", "load_standings").replace("(recent)", f"({recent})", 1)


def standings(
    rows: Iterable[tuple[Any, ...]], *, recent_from: dt.datetime | None
) -> dict[UUID, Standing]:
    """Read the rows of ``standings_statement``, by member."""
    found = {row[0]: Standing(*row) for row in rows}
    for standing in found.values():
        standing.recent_from = recent_from
    return found


def missing(member: UUID | None, locator: Locator | None = None) -> Exception:
    """Give what to raise where nobody stands who was named, or was found a moment ago.

    Who was merged into another meanwhile is found as that other when the work is done anew (T33).
    """
    if member is not None and kept(member) != member:
        return RowsLost(f"member {member} was merged into another")
    return unknown(locator)


def receipts_statement(place: Place, receipts: Sequence[Receipt]) -> Statement:
    """Give the statement that finds receipts recorded before; ``known_receipts`` reads it."""
    return _reading(
        "find_receipts",
        {"tenant": place.id},
        receipts=msgspec.json.encode(
            [{"outlet": outlet, "receipt": receipt} for outlet, receipt in receipts]
        ).decode(),
    )


def receipts_of(calls: Iterable[SaleCall], named: Named) -> list[Receipt]:
    """Give the receipts that a list says, of outlets that are known."""
    return [
        (named.outlets[call.sale.outlet], call.sale.receipt)
        for call in calls
        if call.sale.receipt is not None and call.sale.outlet in named.outlets
    ]


def known_receipts(rows: Iterable[tuple[Any, ...]]) -> dict[Receipt, Recorded]:
    """Read the rows of ``receipts_statement``, by receipt."""
    return {
        (outlet, receipt): Recorded(sale, print_, at, received_at)
        for outlet, receipt, sale, print_, at, received_at in rows
    }


def _reading(name: str, values: dict[str, Any], **more: Any) -> Statement:
    sql = load(__package__ or "", name)
    return Statement(name, sql, {**values, **more}, columns=_COLUMNS[name])
