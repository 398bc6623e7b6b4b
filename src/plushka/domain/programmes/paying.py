"""How much of a receipt points may pay, and which lines they pay (E9, T9, T10, T45)."""

import math
from collections.abc import Mapping, Sequence

from msgspec import UNSET, Struct

from plushka.domain.ledger.terms import PointsKind
from plushka.domain.programmes import document, exclusions
from plushka.domain.programmes.facts import Line
from plushka.domain.programmes.points_kinds import KindPayers, Room, kind_payers
from plushka.domain.programmes.rates.rate import Facts
from plushka.domain.programmes.rounding import EXACT, percent_parts
from plushka.lib import money
from plushka.lib.refusal import Refusal
from plushka.lib.split import split

POINT = 100
"""Hundredths of one point, and kopecks of one unit of money."""


class PaysTooMuchWithPoints(Refusal):
    """More points than the programme lets this receipt be paid with."""

    code = "pays_too_much_with_points"

    def __init__(self, *, limit: int) -> None:
        super().__init__(
            f"At most {money.show(limit)} of this receipt may be paid with points.",
            limit=money.show(limit),
        )
        self.limit = limit


class RedeemNotAllowed(Refusal):
    """A redemption that is no multiple or below the minimum; it names the nearest allowed sums."""

    code = "redeem_not_allowed"

    def __init__(self, *, nearest: list[int]) -> None:
        sums = [money.show(points) for points in nearest]
        super().__init__(
            f"This many points cannot be redeemed; the nearest sums are {' and '.join(sums)}.",
            nearest=sums,
        )
        self.nearest = nearest


class Payer(Struct, frozen=True):
    """The compiled limits of one tier. Sums in kopecks, points in hundredths."""

    percent: str
    percent_parts: int
    multiple: int
    minimum: int
    min_line_price: int
    excluded: frozenset[str]
    currency: str
    kinds: KindPayers | None = None
    #: What one point pays, in kopecks (E19).
    point_value: int = POINT

    def limits(self, lines: Sequence[Line], discounts: Sequence[int]) -> "PayLimit":
        """Give how much of these lines points may pay, whatever the member has."""
        nets = [line.value - off for line, off in zip(lines, discounts, strict=True)]
        if self.excluded:
            nets = exclusions.weights(self.excluded, lines, nets)
        per_line = nets
        total = sum(nets) * self.percent_parts // EXACT
        if self.min_line_price:
            per_line = [max(0, net - self.min_line_price) for net in nets]
            total = min(total, sum(per_line))
        if self.kinds is None:
            most = self.allowed(total * POINT // self.point_value)
            return PayLimit(most, per_line, self, lines, discounts)
        kinds = self.kinds.room(lines, discounts, nets, per_line, point_value=self.point_value)
        most = min(min(total, kinds.total) * POINT // self.point_value, kinds.most_points)
        return PayLimit(self.allowed(most), per_line, self, lines, discounts, kinds)

    def allowed(self, points: int) -> int:
        """Give the most that may be redeemed, not above `points`; perhaps nothing."""
        points -= points % self.multiple
        return points if points >= self.minimum else 0

    def facts(
        self, lines: Sequence[Line], discounts: Sequence[int], kinds: Room | None = None
    ) -> list[Facts]:
        """Give each reason why the limit is lower than the receipt, in the order they bite."""
        nets = [line.value - off for line, off in zip(lines, discounts, strict=True)]
        eligible = exclusions.weights(self.excluded, lines, nets)
        base = sum(eligible)
        reasons: list[Facts] = []
        if left_out := sum(nets) - base:
            names = exclusions.names(self.excluded, lines)
            reasons.append(
                {"method": "limit_excluded", "excluded": names, "excluded_sum": left_out}
            )
        total = base * self.percent_parts // EXACT
        if total < base:
            reasons.append({"method": "limit_percent", "percent": self.percent, "base": base})
        room = sum(max(0, net - self.min_line_price) for net in eligible)
        if room < total:
            reasons.append({"method": "limit_line_price", "price": self.min_line_price})
            total = room
        if kinds is not None:
            reasons += kinds.why()
            total = min(total, kinds.total)
        points = total * POINT // self.point_value
        if points % self.multiple:
            reasons.append({"method": "limit_multiple", "multiple": self.multiple})
        if 0 < points - points % self.multiple < self.minimum:
            reasons.append({"method": "limit_minimum", "minimum": self.minimum})
        return [{**reason, "currency": self.currency} for reason in reasons]


class PayLimit(Struct, frozen=True):
    """How much of a receipt points may pay, all in all and of each line.

    `total` is what the API calls max_redeem: multiple and minimum are respected.
    """

    total: int
    #: In kopecks.
    per_line: list[int]
    payer: Payer
    lines: Sequence[Line]
    discounts: Sequence[int]
    kinds: Room | None = None

    @property
    def multiple(self) -> int:
        """Redemptions are multiples of this."""
        return self.payer.multiple

    @property
    def minimum(self) -> int:
        """Redemptions below this are refused."""
        return self.payer.minimum

    @property
    def why(self) -> list[Facts]:
        """Give what explains a limit below the receipt, one entry for each reason."""
        return self.payer.facts(self.lines, self.discounts, self.kinds)

    def most(self, spendable: int) -> int:
        """Give the most that a member who has `spendable` may redeem; perhaps nothing."""
        return self.payer.allowed(min(self.total, spendable))

    def most_of(self, spendable: Mapping[PointsKind, int]) -> int:
        """Give the most that a member may redeem who has so much of each kind (T45)."""
        if self.kinds is None:
            return self.most(sum(spendable.values()))
        return self.payer.allowed(min(self.total, self.kinds.within(spendable)))

    def check(self, points: int) -> None:
        """Refuse what is above the limit, no multiple, or below the minimum."""
        if points > self.total:
            raise PaysTooMuchWithPoints(limit=self.total)
        if self.payer.allowed(points) != points:
            raise RedeemNotAllowed(nearest=self._nearest(points))

    def check_kinds(self, points: int, spendable: Mapping[PointsKind, int]) -> None:
        """Refuse more than the limits of the kinds let a member redeem who has so much of each."""
        if self.kinds is not None and points > self.kinds.within(spendable):
            raise PaysTooMuchWithPoints(limit=self.most_of(spendable))

    def worth(self, points: int) -> int:
        """Give what points that were checked pay, in kopecks (E19)."""
        return points * self.payer.point_value // POINT

    def shares(self, points: int, *, gifts: int = 0) -> list[int]:
        """Share what checked points pay out over the lines, in kopecks (T10).

        Where kinds have limits, `gifts` is what gifts pay of it, in kopecks.
        """
        if not points:
            return [0] * len(self.per_line)
        nets = [
            line.value - off if room else 0
            for line, off, room in zip(self.lines, self.discounts, self.per_line, strict=True)
        ]
        if self.kinds is not None:
            gifts = min(gifts, self.worth(points))
            parts: dict[PointsKind, int] = {"purchase": self.worth(points) - gifts, "gift": gifts}
            return self.kinds.shares(parts, nets, self.per_line)
        return split(self.worth(points), nets, self.per_line)

    def _nearest(self, points: int) -> list[int]:
        below = self.payer.allowed(points)
        above = points + -points % self.multiple
        least = self.minimum + -self.minimum % self.multiple
        above = max(above, least)
        return [below, above] if above <= self.total else [below]


def payer(tier: document.Tier, programme: document.Programme) -> Payer:
    """Compile the limits of a tier."""
    part = programme.paying if tier.paying is UNSET else tier.paying
    value = money.parse(programme.money.point_value)
    return Payer(
        percent=part.max_percent,
        percent_parts=percent_parts(part.max_percent),
        multiple=math.lcm(money.parse(part.multiple), whole_step(value)),
        minimum=money.parse(part.minimum),
        min_line_price=money.parse(part.min_line_price),
        excluded=exclusions.folded(programme.exclusions.redemption),
        currency=programme.money.currency,
        kinds=kind_payers(part),
        point_value=value,
    )


def whole_step(point_value: int) -> int:
    """Give the fewest hundredths of a point that are worth whole kopecks (E19).

    Only multiples of it are redeemed, so that nothing is lost or made by rounding.
    """
    return POINT // math.gcd(POINT, point_value)
