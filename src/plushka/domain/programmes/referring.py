"""What a recommendation gives to both ends (E14 to E17): a gift, a part of each purchase."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import UNSET, Struct, UnsetType

from plushka.domain.programmes import document, exclusions, rounding
from plushka.domain.programmes.earning import Earning
from plushka.domain.programmes.facts import Line
from plushka.domain.programmes.rates.rate import Facts
from plushka.domain.programmes.rounding import Rounding, percent_parts
from plushka.lib import money
from plushka.lib.split import split

RULE = "referral"


class Referring(Struct, frozen=True):
    """The compiled terms of one tier. The referrer's tier says what the referrer gets."""

    percent: str
    percent_parts: int
    is_of_points: bool
    #: So many points for each purchase, whatever it comes to; 0 = a percent.
    fixed: int
    rounding: Rounding
    excluded: frozenset[str]
    currency: str
    newcomer_gift: int
    #: Whether the gift waits for the newcomer's first purchase.
    gift_waits: bool
    #: Of so many purchases of a friend, for so many days after they joined; 0 = no limit (A6.7).
    first_purchases: int
    days: int
    #: Points of all friends in a calendar month (T22), where there is such a limit.
    has_most: bool
    most_a_month: int

    def reward(self, lines: Sequence[Line], paid: Sequence[int], accrued: int) -> Earning:
        """Give what the referrer gets of an invitee's purchase.

        ``paid`` is the money of each line, ``accrued`` what the purchase gave
        the invitee: the base is one of the two (E15, U25). Goods that earn
        nothing earn nothing here either.
        """
        weights = exclusions.weights(self.excluded, lines, paid) if self.excluded else paid
        if self.fixed:
            points = self.fixed if sum(weights) else 0
            return Earning(
                RULE, 0, points, split(points, weights) if points else [], self._fixed_facts()
            )
        base = accrued if self.is_of_points else sum(weights)
        points = self.rounding.of(base * self.percent_parts)
        facts = self._share_facts(base, points)
        return Earning(RULE, base, points, split(points, weights) if points else [], facts)

    def of_points(self, accrued: int) -> Facts | None:
        """Explain what the referrer gets of points that came without a purchase (U25, T23).

        None where they get a part of purchases only, or nothing of so few.
        """
        points = self.rounding.of(accrued * self.percent_parts) if self.is_of_points else 0
        return self._share_facts(accrued, points) if points else None

    def _share_facts(self, base: int, points: int) -> Facts:
        return {
            "rule": RULE,
            "method": "referral_points" if self.is_of_points else "referral_paid",
            "percent": self.percent,
            **self.rounding.facts(),
            "currency": self.currency,
            "base": base,
            "of": base,
            "points": points,
        }

    def _fixed_facts(self) -> Facts:
        return {
            "rule": RULE,
            "method": "referral_fixed",
            "currency": self.currency,
            "base": 0,
            "gift": self.fixed,
            "points": self.fixed,
        }

    def newcomer_facts(self) -> Facts:
        """Give what explains the newcomer's gift (E16)."""
        return {
            "rule": RULE,
            "method": "referral_newcomer",
            "currency": self.currency,
            "base": 0,
            "gift": self.newcomer_gift,
            "points": self.newcomer_gift,
        }


def referring(tier: document.Tier, programme: document.Programme) -> Referring | None:
    """Compile the referral terms of a tier, if there are any."""
    part = programme.referral if tier.referral is UNSET else tier.referral
    if part is UNSET:
        return None
    return Referring(
        percent=part.referrer.percent,
        percent_parts=percent_parts(part.referrer.percent),
        is_of_points=part.referrer.base == "bonuses_earned",
        fixed=_points(part.referrer),
        rounding=rounding.compiled(programme.rounding),
        excluded=exclusions.folded(programme.exclusions.accrual),
        currency=programme.money.currency,
        newcomer_gift=money.parse(part.newcomer.gift),
        gift_waits=not part.newcomer.usable_at_first_purchase,
        first_purchases=_whole(part.referrer.first_n_purchases),
        days=_whole(part.referrer.period_days),
        has_most=part.referrer.most_a_month is not UNSET,
        most_a_month=_hundredths(part.referrer.most_a_month),
    )


def _whole(number: int | UnsetType) -> int:
    return 0 if number is UNSET else number


def _hundredths(amount: str | UnsetType) -> int:
    return 0 if amount is UNSET else money.parse(amount)


def _points(part: document.Referrer) -> int:
    """Give the points of each purchase, in hundredths; versions of old might have said less."""
    return int(Decimal(part.percent) * 100) if part.base == "fixed" else 0
