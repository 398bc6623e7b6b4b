"""What each kind of points may pay of a receipt: those of purchases, and all others (E26, T45).

The limits of a kind come before the common one. Of a receipt some lines may be paid with both
kinds, some with one, some with none; any split that keeps both limits can be laid over them.
"""

from collections.abc import Mapping, Sequence

from msgspec import UNSET, Struct

from plushka.domain.ledger.terms import PointsKind
from plushka.domain.programmes import document, exclusions
from plushka.domain.programmes.facts import Line
from plushka.domain.programmes.rates.rate import Facts
from plushka.domain.programmes.rounding import EXACT, percent_parts
from plushka.lib.split import split

HUNDREDTHS = 100
"""Of one point."""

KINDS: tuple[PointsKind, ...] = ("purchase", "gift")


class KindPayer(Struct, frozen=True):
    """The compiled limit of one kind."""

    percent_parts: int
    excluded: frozenset[str]
    with_discount: bool

    def pays(self, line: Line, off: int) -> bool:
        """Say whether this kind may pay for a line that the programme took `off` from."""
        is_discounted = bool(off or line.till_discount)
        if is_discounted and not self.with_discount:
            return False
        return not exclusions.covers(self.excluded, line)


class Room(Struct, frozen=True):
    """What each kind may pay of a receipt: all in all, and which lines. Sums in kopecks."""

    most: dict[PointsKind, int]
    pays: dict[PointsKind, list[bool]]
    total: int
    full: int
    point_value: int

    @property
    def most_points(self) -> int:
        """How many points both may come to; of each kind whole hundredths."""
        return sum(self._points(self.most[kind]) for kind in KINDS)

    def within(self, spendable: Mapping[PointsKind, int]) -> int:
        """Give how many points a member may redeem who has so many of each kind."""
        parts = (min(self._points(self.most[kind]), spendable[kind]) for kind in KINDS)
        return min(self._points(self.total), sum(parts))

    def _points(self, kopecks: int) -> int:
        return kopecks * HUNDREDTHS // self.point_value

    def shares(
        self, parts: Mapping[PointsKind, int], nets: Sequence[int], rooms: Sequence[int]
    ) -> list[int]:
        """Lay so many kopecks of each kind over the lines, by their weight (T10).

        All are shared out together first. Where the lines that only one kind may pay would get
        more than there is of it, they get all of it, and the others share the rest.
        """
        taken = [any(self.pays[kind][place] for kind in KINDS) for place in range(len(nets))]
        shares = split(sum(parts.values()), _only(nets, taken), _only(rooms, taken))
        for kind, other in (KINDS, KINDS[::-1]):
            alone = [
                mine and not others
                for mine, others in zip(self.pays[kind], self.pays[other], strict=True)
            ]
            if sum(_only(shares, alone)) > parts[kind]:
                own = split(parts[kind], _only(nets, alone), _only(rooms, alone))
                its = self.pays[other]
                rest = split(parts[other], _only(nets, its), _only(rooms, its))
                return list(map(int.__add__, own, rest))
        return shares

    def why(self) -> list[Facts]:
        """Give what explains each limit that is below what both kinds might pay together."""
        return [
            {"method": f"limit_{kind}", "upto": self.most[kind]}
            for kind in KINDS
            if self.most[kind] < self.full
        ]


class KindPayers(Struct, frozen=True):
    """The compiled limits of both kinds."""

    purchase: KindPayer
    gift: KindPayer

    def room(
        self,
        lines: Sequence[Line],
        discounts: Sequence[int],
        nets: Sequence[int],
        rooms: Sequence[int],
        *,
        point_value: int,
    ) -> Room:
        """Give what each kind may pay of lines of which `rooms` may be paid with points at all.

        Percents are of `nets`, the value of what may be paid with points.
        """
        pays: dict[PointsKind, list[bool]] = {}
        most: dict[PointsKind, int] = {}
        payers: dict[PointsKind, KindPayer] = {"purchase": self.purchase, "gift": self.gift}
        for kind, payer in payers.items():
            own = [payer.pays(line, off) for line, off in zip(lines, discounts, strict=True)]
            share = sum(_only(nets, own)) * payer.percent_parts // EXACT
            pays[kind], most[kind] = own, min(share, sum(_only(rooms, own)))
        either = [one or other for one, other in zip(*pays.values(), strict=True)]
        total = min(sum(most.values()), sum(_only(rooms, either)))
        return Room(most, pays, total, sum(rooms), point_value)


def kind_payers(part: document.Paying) -> KindPayers | None:
    """Compile the limits of the kinds; None where no kind has one."""
    if part.purchase is UNSET and part.gift is UNSET:
        return None
    return KindPayers(_payer(part.purchase), _payer(part.gift))


def _payer(part: document.KindLimit | object) -> KindPayer:
    limit = part if isinstance(part, document.KindLimit) else document.KindLimit()
    return KindPayer(
        percent_parts(limit.max_percent), exclusions.folded(limit.exclusions), limit.with_discount
    )


def _only(sums: Sequence[int], taken: Sequence[bool]) -> list[int]:
    return [part if is_taken else 0 for part, is_taken in zip(sums, taken, strict=True)]
