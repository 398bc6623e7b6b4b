"""Replays and reckonings as programs ask for them and read them."""

import datetime as dt
from typing import Annotated, Any, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Raw

from plushka.domain.replay.figures import Cells, Check, Crowd, Figures, MemberRow, Side, TableRow
from plushka.domain.replay.models import Replay
from plushka.domain.replay.operations import Source
from plushka.domain.replay.queries import figures_of
from plushka.lib.money import show
from plushka.web.api.reading.texts import Moment, moment_of
from plushka.web.api.reading.values import CURSOR, LIMIT, Cursor, Limit
from plushka.web.api.schemas.account import AskedPage
from plushka.web.api.schemas.programme import NUMBER, Number
from plushka.web.api.schemas.told import Decimal, local, local_or_none

_NOTHING = Raw()
_PAGE = 50
_MOST_DAYS = 36_500

type State = Literal["waiting", "running", "done", "failed"]


_STATES: dict[str, State] = {
    "WAITING": "waiting",
    "RUNNING": "running",
    "DONE": "done",
    "FAILED": "failed",
}


class AskedReplay(msgspec.Struct, frozen=True):
    """What is tried, and over what."""

    source: Source
    days: int | None
    since: dt.datetime | None
    until: dt.datetime | None


class ReplayIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What to replay: the draft, a version, or, with neither, the rules as they were.

    Over so many local `days`, the last one among them, over what was sold `since` a
    moment, or over everything; up to `until`, itself not among them, or up to now.
    """

    draft: bool = False
    version: Number = _NOTHING
    days: Annotated[int, Meta(ge=1, le=_MOST_DAYS)] | None = None
    since: Moment | None = None
    until: Moment | None = None

    def asked(self, _region: str) -> AskedReplay:
        """Put it in the domain's words."""
        number: int | None = NUMBER.given(self.version)
        source: Source = "draft" if self.draft else number or "unchanged"
        since = None if self.since is None else moment_of(self.since)
        until = None if self.until is None else moment_of(self.until)
        return AskedReplay(source, self.days, since, until)


class MembersQuery(msgspec.Struct, forbid_unknown_fields=True):
    """Which page of members, who would gain most first; or `from`: `losers`."""

    limit: Limit = _NOTHING
    after: Cursor = _NOTHING

    def asked(self, _region: str) -> AskedPage[int]:
        """Give it with what was left out filled in."""
        return AskedPage(LIMIT.given(self.limit) or _PAGE, CURSOR.given(self.after))


class SideOut(msgspec.Struct, frozen=True):
    """One side: points that moved in the window, what is left at the end, money of receipts.

    `liability` is what outstanding points are worth. `paid` and `margin` are less what
    came back; `margin_of` is what was paid for goods whose cost the tills told.
    """

    issued: Decimal
    redeemed: Decimal
    redeemed_share: str | None
    reversed: Decimal
    given_back: Decimal
    expired: Decimal
    adjusted: Decimal
    outstanding: Decimal
    debt: Decimal
    liability: Decimal
    receipts: int
    returns: int
    total: Decimal
    discount: Decimal
    paid: Decimal
    money_back: Decimal
    margin: Decimal
    margin_of: Decimal


class CellsOut(msgspec.Struct, frozen=True):
    """Receipts of a tier or lines of a category or product, before anything came back."""

    n: int
    paid: Decimal
    discount: Decimal
    redeemed: Decimal
    accrued: Decimal
    margin: Decimal
    members: int


class RowOut(msgspec.Struct, frozen=True):
    """A tier, a category or a product on both sides; ``name`` is what receipts call a product."""

    code: str
    was: CellsOut
    would: CellsOut
    name: str = ""


class CrowdOut(msgspec.Struct, frozen=True):
    """How many members, and how much together."""

    members: int
    money: Decimal


class DifferingOut(msgspec.Struct, frozen=True):
    """A number that came out otherwise than the ledger has it."""

    sale: str
    what: str
    recorded: str
    replayed: str


class CheckOut(msgspec.Struct, frozen=True):
    """Whether the rules as they were gave the ledger again."""

    ok: bool
    compared: dict[str, int]
    n_differing: int
    differing: list[DifferingOut]


class FiguresOut(msgspec.Struct, frozen=True):
    """Both sides, tables, who would gain and who would lose."""

    was: SideOut
    would: SideOut
    tiers: list[RowOut]
    categories: list[RowOut]
    #: The hundred for which most changes.
    products: list[RowOut]
    winners: CrowdOut
    losers: CrowdOut
    unmoved: int
    seconds: float
    check: CheckOut | None


class ReplayOut(msgspec.Struct, frozen=True):
    """A replay: how far it is, and its figures once it is done."""

    id: UUID
    state: State
    source: str
    since: dt.datetime
    until: dt.datetime | None
    asked_at: dt.datetime
    ended_at: dt.datetime | None
    done: int
    of: int
    figures: FiguresOut | None

    @classmethod
    def of_row(cls, row: Replay, *, zone: str, with_figures: bool = True) -> "ReplayOut":
        """Write a replay."""
        figures = figures_of(row) if with_figures else None
        return cls(
            id=row.id,
            state=_STATES[row.state],
            source=row.source,
            since=local(row.since, zone),
            until=local_or_none(row.until, zone),
            asked_at=local(row.asked_at, zone),
            ended_at=local_or_none(row.ended_at, zone),
            done=row.done,
            of=row.of,
            figures=None if figures is None else _figures(figures),
        )


class ReplaysOut(msgspec.Struct, frozen=True):
    """The replays that are kept, newest first, without figures."""

    items: list[ReplayOut]
    next: str | None = None


class ReplayedMemberOut(msgspec.Struct, frozen=True):
    """One member on both sides; `gain` is what they would have more, in money."""

    member: UUID
    receipts: int
    earned_was: Decimal
    earned_would: Decimal
    redeemed_was: Decimal
    redeemed_would: Decimal
    discount_was: Decimal
    discount_would: Decimal
    balance_was: Decimal
    balance_would: Decimal
    tier_was: str
    tier_would: str
    gain: Decimal

    @classmethod
    def of(cls, row: MemberRow) -> "ReplayedMemberOut":
        """Write a member."""
        told: dict[str, Any] = {
            name: show(value) if isinstance(value, int) and name != "receipts" else value
            for name, value in msgspec.structs.asdict(row).items()
        }
        return cls(**told)


class ReplayedMembersOut(msgspec.Struct, frozen=True):
    """Members of a replay, who would gain most first."""

    items: list[ReplayedMemberOut]
    next: str | None


def _figures(found: Figures) -> FiguresOut:
    return FiguresOut(
        was=_side(found.was),
        would=_side(found.would),
        tiers=[_row(row) for row in found.tiers],
        categories=[_row(row) for row in found.categories],
        products=[_row(row) for row in found.products],
        winners=_crowd(found.winners),
        losers=_crowd(found.losers),
        unmoved=found.unmoved,
        seconds=found.seconds,
        check=None if found.check is None else _check(found.check),
    )


def _side(side: Side) -> SideOut:
    told: dict[str, Any] = {
        name: value if name in {"receipts", "returns"} else show(value)
        for name, value in msgspec.structs.asdict(side).items()
    }
    return SideOut(redeemed_share=side.redeemed_share, **told)


def _row(row: TableRow) -> RowOut:
    return RowOut(row.code, _cells(row.was), _cells(row.would), row.name)


def _cells(cells: Cells) -> CellsOut:
    told: dict[str, Any] = {
        name: value if name in {"n", "members"} else show(value)
        for name, value in msgspec.structs.asdict(cells).items()
    }
    return CellsOut(**told)


def _crowd(crowd: Crowd) -> CrowdOut:
    return CrowdOut(crowd.members, show(crowd.money))


def _check(check: Check) -> CheckOut:
    differing = [
        DifferingOut(one.sale, one.what, one.recorded, one.replayed) for one in check.differing
    ]
    return CheckOut(check.ok, check.compared, check.n_differing, differing)
