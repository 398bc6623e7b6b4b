"""Reads of sales and returns, answered as they were when they were made."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.members.queries import Profile
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.queries import compiled
from plushka.domain.sales import loading
from plushka.domain.sales.models import Return, Sale, SaleLine
from plushka.domain.sales.refusals import SaleUnknown
from plushka.domain.sales.telling import tell_first, tell_return, tell_stored
from plushka.domain.sales.told import ToldReturn, ToldSale
from plushka.domain.tenants.queries import Place
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import run


@dataclass(frozen=True, slots=True)
class SaleStory:
    """A sale with what came back of it, and what a list shows beside it."""

    sale: ToldSale
    returns: tuple[ToldReturn, ...]
    outlet: str
    at: dt.datetime
    staff: str
    names: tuple[str, ...]
    """What each line was called: its name, else its sku, else its category."""


def told_sales(place: Place, sales: Iterable[UUID]) -> dict[UUID, ToldSale]:
    """Give the stored answers of sales; four queries at most, however many."""
    wanted = list(sales)
    if not wanted:
        return {}
    lines: defaultdict[UUID, list[SaleLine]] = defaultdict(list)
    for line in SaleLine.objects.filter(sale_id__in=wanted).order_by("sale_id", "number"):
        lines[line.sale_id].append(line)
    return {
        sale.id: tell_first(
            sale,
            lines[sale.id],
            programme=compiled(sale.version_id, zone=place.zone),
        )
        for sale in Sale.objects.filter(id__in=wanted).select_related("accrual")
    }


def get_story(place: Place, sale_id: UUID) -> SaleStory:
    """Give one sale with its returns; refuses ``SaleUnknown``."""
    found = stories(place, [sale_id])
    if not found:
        raise SaleUnknown
    return found[0]


def find_story(place: Place, *, outlet: str, receipt: str) -> SaleStory | None:
    """Find a sale by what the till called it."""
    found = Sale.objects.filter(outlet__code=outlet, receipt=receipt).values_list("id", flat=True)
    told = stories(place, list(found))
    return told[0] if told else None


def recent_stories(place: Place, *, outlet_id: UUID, limit: int) -> list[SaleStory]:
    """Give the last sales of an outlet, newest first."""
    newest = Sale.objects.filter(outlet_id=outlet_id).order_by("-id").values_list("id", flat=True)
    return stories(place, list(newest[:limit]))


def stories(place: Place, sales: Iterable[UUID]) -> list[SaleStory]:
    """Tell sales with their lines and returns, newest first; the queries do not grow."""
    wanted = list(sales)
    lines: defaultdict[UUID, list[SaleLine]] = defaultdict(list)
    for line in SaleLine.objects.filter(sale_id__in=wanted).order_by("sale_id", "number"):
        lines[line.sale_id].append(line)
    returns: defaultdict[UUID, list[Return]] = defaultdict(list)
    for one in Return.objects.filter(sale_id__in=wanted).order_by("id"):
        returns[one.sale_id].append(one)
    rows = Sale.objects.filter(id__in=wanted).select_related("outlet", "accrual").order_by("-id")
    return [_story(place, row, lines[row.id], returns[row.id]) for row in rows]


def _story(place: Place, sale: Sale, lines: list[SaleLine], returns: list[Return]) -> SaleStory:
    programme = compiled(sale.version_id, zone=place.zone)
    return SaleStory(
        sale=tell_stored(sale, lines, programme=programme),
        returns=tuple(tell_return(one, programme=programme) for one in returns),
        outlet=sale.outlet.code,
        at=sale.at,
        staff=sale.staff,
        names=tuple(line.name or line.sku or line.category for line in lines),
    )


def counted_for_tier(
    place: Place, profile: Profile, *, programme: Compiled, at: dt.datetime
) -> int:
    """Give what of a member's purchases their tier looks at: of a lifetime, or a window (T15)."""
    window = programme.ladder.window
    if window is None:
        return profile.paid_total
    since = window.begins(at)
    statement = loading.standings_statement(place, [profile.id], recent_from=since)
    [rows] = run(raw(), [statement])
    return loading.standings(rows, recent_from=since)[profile.id].recent
