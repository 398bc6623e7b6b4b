"""What a sale would give at a moment to come; nothing is written and nothing locked.

It is a quote as of that moment, if nothing happens until then: points have opened and expired,
tiers were looked at, campaigns are those that will run. A programme that is tried rules in the
place of the versions.
"""

import datetime as dt
from dataclasses import dataclass, replace

from plushka.domain.campaigns.compiled import Live
from plushka.domain.ledger.book import Book
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.queries import Rules
from plushka.domain.programmes.tiers import steps
from plushka.domain.sales import loading
from plushka.domain.sales.asked import AskedSale, Asker
from plushka.domain.sales.loading import Named
from plushka.domain.sales.offered import offered, wanted_of
from plushka.domain.sales.quoting import Seen, see, tell_quote
from plushka.domain.sales.recording import outlet_of
from plushka.domain.sales.retiering import look_ahead
from plushka.domain.sales.standing import Standing
from plushka.domain.sales.told import ToldSale
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import ask

ASKER = Asker(actor="system:trial", is_trusted=True, has_history=True)
"""Whoever tries a receipt needs no code."""


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What the sale would answer, and which campaigns run at that moment."""

    told: ToldSale
    campaigns: tuple[Live, ...]


def foresee_in(
    sale: AskedSale,
    *,
    moment: dt.datetime,
    now: dt.datetime,
    tried: Compiled | None = None,
    somebody: tuple[Standing, Book] | None = None,
) -> Foreseen:
    """Decide a sale of a moment to come in memory; it names no moment itself.

    ``somebody`` is a member there is not, in the place of one whom the sale names; budgets of
    campaigns stand for them as they stand for everybody.
    """
    named = loading.find_named(raw(), sales=[sale], askers=[ASKER], at=moment)
    rules = replace(named.rules, tried=tried)
    named = replace(named, rules=rules)
    if somebody is not None:
        seen = _see_somebody(sale, named, *somebody, at=moment)
    else:
        seen = see(sale, ASKER, named, at=moment)
        if seen.standing is not None:
            if _moves_tiers(replace(rules, tried=None), tried, now=now):
                seen.standing.check_by(now)
            look_ahead(seen.standing, rules, at=moment)
    told = tell_quote(sale, ASKER, named, seen, at=moment)
    return Foreseen(told, named.campaigns.at(moment))


def _see_somebody(
    sale: AskedSale, named: Named, standing: Standing, book: Book, *, at: dt.datetime
) -> Seen:
    outlet = outlet_of(named, sale.outlet, asker_outlet=None)
    asked = wanted_of(sale, standing.member, named, at=at)
    standing.recent_from = loading.recent_from(named.rules, at=at)
    statements = asked.statements()
    answers = ask(raw(), statements) if statements else []
    return Seen(outlet, standing, book, offered(asked, answers))


def _moves_tiers(rules: Rules, tried: Compiled | None, *, now: dt.datetime) -> bool:
    """Tell whether publishing what is tried would let all tiers be looked at (T15)."""
    if tried is None:
        return False
    return steps(tried.document) != steps(rules.at(now).document)
