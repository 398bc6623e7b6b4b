"""What the page of a replay shows: rows of both sides with their difference, and who is meant."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plushka.domain.members.queries import find_profiles
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.replay.figures import Cells, Figures, MemberRow, TableRow
from plushka.domain.replay.models import Replay
from plushka.domain.replay.queries import figures_of, find_members
from plushka.domain.sales.lines import EARLIEST, SKEW
from plushka.web.manager.lab.charts import Pair, pairs

SHOWN = 5
"""Members of either end that are shown on the page itself."""

_CATEGORIES = 12
"""Categories with a row of their own; all others share one."""

_MONEY = frozenset({"liability", "discount", "paid", "margin"})

_ROWS: tuple[tuple[str, Promise], ...] = (
    ("issued", gettext_lazy("Issued")),
    ("redeemed", gettext_lazy("Redeemed")),
    ("reversed", gettext_lazy("Taken back with returns")),
    ("expired", gettext_lazy("Expired")),
    ("outstanding", gettext_lazy("Left with members")),
    ("debt", gettext_lazy("Owed by members")),
    ("liability", gettext_lazy("What is left, in money")),
    ("discount", gettext_lazy("Discounts")),
    ("paid", gettext_lazy("Paid with money")),
    ("margin", gettext_lazy("Margin, where the cost is known")),
)

_BARS = ("issued", "redeemed", "expired", "outstanding")


@dataclass(frozen=True, slots=True)
class Line:
    """One number on both sides; money or points, both in hundredths."""

    code: str
    name: str
    was: int
    would: int

    @property
    def is_money(self) -> bool:
        """Kopecks, not points."""
        return self.code in _MONEY

    @property
    def difference(self) -> int:
        """How much more it would have been."""
        return self.would - self.was


@dataclass(frozen=True, slots=True)
class Group:
    """A tier, a category or a product on both sides."""

    name: str
    was: Cells
    would: Cells

    @property
    def difference(self) -> int:
        """How many more points it would have earned."""
        return self.would.accrued - self.was.accrued

    @property
    def discount(self) -> int:
        """How much more would have been discounted, in kopecks."""
        return self.would.discount - self.was.discount


@dataclass(frozen=True, slots=True)
class Somebody:
    """A member by name, numbered from who gains most, and both sides of theirs."""

    number: int
    name: str
    row: MemberRow
    tier_was: str
    tier_would: str


@dataclass(frozen=True, slots=True)
class Told:
    """A replay that is done."""

    figures: Figures
    lines: list[Line]
    tiles: list[Line]
    tiers: list[Group]
    categories: list[Group]
    products: list[Group]
    points_chart: list[Pair]
    tiers_chart: list[Pair]
    winners: list[Somebody]
    losers: list[Somebody]

    @property
    def n_members(self) -> int:
        """All members that were replayed."""
        return self.figures.winners.members + self.figures.losers.members + self.figures.unmoved

    @property
    def has_discounts(self) -> bool:
        """Any side discounts something, so the tables say how much."""
        return bool(self.figures.was.discount or self.figures.would.discount)


def told(row: Replay, programme: Compiled, *, language: str) -> Told | None:
    """Say what a replay came to; None while it is not done."""
    figures = figures_of(row)
    if figures is None:
        return None
    known = names(row, programme, language)
    lines = list(_lines(figures))
    tiers = [_group(one, known.get(one.code) or one.code or _("No tier")) for one in figures.tiers]
    return Told(
        figures=figures,
        lines=lines,
        tiles=[one for one in lines if one.code in {"issued", "redeemed", "liability", "margin"}],
        tiers=tiers,
        categories=list(_categories(figures.categories)),
        products=[_group(one, one.name or one.code) for one in figures.products[:_CATEGORIES]],
        points_chart=pairs((one.name, one.was, one.would) for one in lines if one.code in _BARS),
        tiers_chart=pairs((one.name, one.was.accrued, one.would.accrued) for one in tiers),
        winners=[
            one
            for one in members(row, programme, language=language, limit=SHOWN)
            if one.row.gain > 0
        ],
        losers=[
            one
            for one in members(row, programme, language=language, limit=SHOWN, is_from_below=True)
            if one.row.gain < 0
        ],
    )


def members(
    row: Replay,
    programme: Compiled,
    *,
    language: str,
    limit: int,
    after: int = 0,
    is_from_below: bool = False,
) -> list[Somebody]:
    """Give members by name, who gains most first, or who loses most."""
    found = named(row, limit=limit, after=after, is_from_below=is_from_below)
    tiers = names(row, programme, language)
    return [_somebody(number, one, name, tiers) for number, one, name in found]


def named(
    row: Replay, *, limit: int, after: int = 0, is_from_below: bool = False
) -> list[tuple[int, MemberRow, str]]:
    """Give members with their numbers and names, empty where nobody knows it."""
    found = find_members(replay=row, limit=limit, after=after, is_from_below=is_from_below)
    people = find_profiles(member_ids=[one.member for _, one in found])
    known = {who: profile.name for who, profile in people.items()}
    return [(number, one, known.get(one.member) or "") for number, one in found]


def begins(row: Replay) -> bool:
    """Tell whether a replay begins anywhere but at the first receipt."""
    return bool(row.since > EARLIEST + SKEW)


def last(row: Replay) -> dt.datetime | None:
    """Give the last moment that counts; None while a replay without an end is not done."""
    return row.moment if row.until is None else row.until - dt.timedelta.resolution


def names(row: Replay, programme: Compiled, language: str) -> dict[str, str]:
    """Name tiers as the programme in force does, and those that only the tried one has."""
    tried = (row.document or {}).get("tiers", [])
    names = {tier["code"]: tier["name"].get(language, tier["code"]) for tier in tried}
    return names | {code: programme.tier_name(code, language) for code in programme.of_tiers}


def _lines(figures: Figures) -> Iterator[Line]:
    for code, words in _ROWS:
        was, would = getattr(figures.was, code), getattr(figures.would, code)
        if was or would or code in {"issued", "redeemed"}:
            yield Line(code, str(words), was, would)


def _group(row: TableRow, name: str) -> Group:
    return Group(name, row.was, row.would)


def _categories(rows: list[TableRow]) -> Iterator[Group]:
    for row in rows[:_CATEGORIES]:
        yield _group(row, row.code or _("Without a category"))
    if rest := rows[_CATEGORIES:]:
        others = TableRow(
            code="", was=_sum(one.was for one in rest), would=_sum(one.would for one in rest)
        )
        yield _group(others, _("All others"))


def _sum(cells: Iterable[Cells]) -> Cells:
    found = list(cells)
    return Cells(
        **{name: sum(getattr(one, name) for one in found) for name in Cells.__struct_fields__}
    )


def _somebody(number: int, row: MemberRow, name: str, tiers: dict[str, str]) -> Somebody:
    return Somebody(
        number,
        name or _("Without a name"),
        row,
        tiers.get(row.tier_was, row.tier_was),
        tiers.get(row.tier_would, row.tier_would),
    )
