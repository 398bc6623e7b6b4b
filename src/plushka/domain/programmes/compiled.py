"""A programme ready to decide: immutable, plain Python, no clock, no database.

Made once for each version and kept. Sums are in kopecks, points in hundredths; lists of sums go
with the lines they were asked for, one each.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from msgspec import UNSET

from plushka.domain.ledger.terms import UNTIL_TOLD, LotKind, LotTerms
from plushka.domain.programmes import discounts, earning, exclusions, paying, referring, terms
from plushka.domain.programmes.deals.offer import Offer, standing_offer
from plushka.domain.programmes.document import Birthday, Programme, Referral, Text, Tier
from plushka.domain.programmes.facts import Buyer, Line
from plushka.domain.programmes.paying import POINT
from plushka.domain.programmes.rates.rate import Facts
from plushka.domain.programmes.rounding import USUAL, Rounding
from plushka.domain.programmes.rounding import compiled as compiled_rounding
from plushka.domain.programmes.tiers import Ladder, ladder
from plushka.domain.rules.deciding import Rules, ready
from plushka.domain.rules.rule import Rule, read_all
from plushka.lib import money


@dataclass(frozen=True, slots=True)
class TierRules:
    """All that depends on the tier."""

    tier: Tier
    earner: earning.Earner
    discounter: discounts.Discounter | None
    payer: paying.Payer
    terms: terms.Terms
    referring: referring.Referring | None


@dataclass(frozen=True, slots=True)
class Compiled:
    """One version of a programme.

    A tier that this version does not know counts as its first: a member may hold one that came
    with a later version than the one an old receipt is judged by (T7).
    """

    version: UUID
    document: Programme
    ladder: Ladder
    of_tiers: dict[str, TierRules]
    base_rules: TierRules
    not_counted: frozenset[str]
    #: Whether a kind of points has a limit of its own: then lots are read to find the split (T45).
    limits_kinds: bool = False
    #: What is promised beside earning by tier, in the document's order, and ready to decide.
    rule_list: tuple[Rule, ...] = ()
    rules: Rules = field(default_factory=dict)
    #: What a sale itself does of these rules; None where it has nothing to do.
    offer: Offer | None = None
    not_cheaper: frozenset[str] = frozenset()
    rounding: Rounding = USUAL
    #: What one point is worth, in kopecks (E19).
    point_value: int = POINT

    def discounts(self, lines: Sequence[Line], buyer: Buyer) -> list[int]:
        """Give what the programme takes off each line (E6)."""
        discounter = self._of(buyer.tier).discounter
        return [0] * len(lines) if discounter is None else discounter.discounts(lines, buyer)

    def why_discounted(self, lines: Sequence[Line], buyer: Buyer) -> Facts | None:
        """Give what explains the discount; None where the tier has none."""
        discounter = self._of(buyer.tier).discounter
        return None if discounter is None else discounter.facts(lines, buyer)

    def limits(
        self, lines: Sequence[Line], discounts: Sequence[int], buyer: Buyer
    ) -> paying.PayLimit:
        """Give how much of the receipt points may pay (E9, T9)."""
        return self._of(buyer.tier).payer.limits(lines, discounts)

    def earn(
        self,
        lines: Sequence[Line],
        paid: Sequence[int],
        buyer: Buyer,
        *,
        shares: Sequence[int] = (),
        sold: Sequence[int] | None = None,
    ) -> list[earning.Earning]:
        """Give what each rule of the tier gives for the money paid (T8).

        `paid` is the money of each line after discounts and without its points share, `shares`
        the points that pay for each line (none, if left out). After a return both are what
        remains, and `sold` is `paid` as it was recorded (T11).
        """
        return self._of(buyer.tier).earner.earn(lines, paid, buyer, shares, sold)

    def referral(self, tier: str) -> Referral | None:
        """Give what a tier promises for recommendations."""
        own = self._of(tier).tier.referral
        part = self.document.referral if own is UNSET else own
        return None if part is UNSET else part

    @property
    def rewards_referrers(self) -> bool:
        """Tell whether a purchase may give something to who brought the buyer (E15)."""
        return any(rules.referring and rules.referring.percent_parts for rules in self._tiers)

    @property
    def shares_points(self) -> bool:
        """Tell whether points without a purchase give something to who brought one (U25)."""
        return any(
            rules.referring and rules.referring.is_of_points and rules.referring.percent_parts
            for rules in self._tiers
        )

    def referral_reward(
        self, lines: Sequence[Line], paid: Sequence[int], accrued: int, *, tier: str
    ) -> earning.Earning | None:
        """Give what a referrer of a tier gets of a purchase, None for nothing (E15, U25).

        `paid` is the money of each line, `accrued` what the buyer earned; after a return both
        are what remains.
        """
        terms_ = self._of(tier).referring
        return None if terms_ is None else terms_.reward(lines, paid, accrued)

    def birthday(self, tier: str) -> tuple[Birthday, Facts] | None:
        """Give the birthday gift of a tier and what explains it; None for no gift (E12)."""
        own = self._of(tier).tier.birthday
        part = self.document.birthday if own is UNSET else own
        if part is UNSET or not (points := money.parse(part.gift)):
            return None
        facts = {"rule": "birthday", "method": "birthday", "base": 0, "gift": points}
        return part, facts | {"points": points, "currency": self.document.money.currency}

    def referring(self, tier: str) -> referring.Referring | None:
        """Give the terms by which a referrer of a tier gets something."""
        return self._of(tier).referring

    @property
    def caps_referrers(self) -> bool:
        """Tell whether somebody gets no more than so much for friends a month (T22)."""
        return any(rules.referring and rules.referring.has_most for rules in self._tiers)

    @property
    def asks_when_joined(self) -> bool:
        """Tell whether a friend brings something for so many days only (A6.7)."""
        return any(rules.referring and rules.referring.days for rules in self._tiers)

    @property
    def holds_gifts_back(self) -> bool:
        """Tell whether a newcomer's gift waits for their first purchase (E16)."""
        terms_ = self.base_rules.referring
        return terms_ is not None and terms_.gift_waits and terms_.newcomer_gift > 0

    def newcomer_terms(self, at: dt.datetime, received: dt.datetime) -> LotTerms:
        """Give when the newcomer's gift opens and ends; its days run from joining (T18)."""
        found = self.lot_terms("GIFT", self.base_tier.code, at, received)
        return replace(found, available_at=UNTIL_TOLD) if self.holds_gifts_back else found

    def newcomer_gift(self) -> tuple[int, Facts]:
        """Give the points of who joins by a recommendation, and what explains them (E16)."""
        terms_ = self.base_rules.referring
        return (0, {}) if terms_ is None else (terms_.newcomer_gift, terms_.newcomer_facts())

    def lot_terms(
        self,
        kind: LotKind,
        tier: str,
        at: dt.datetime,
        received: dt.datetime,
        *,
        days: int | None = None,
        opens_days: int = 0,
    ) -> LotTerms:
        """Give when points open and end (E8, E10, T18).

        `days` is a term of the gift's own, `opens_days` how many local days it stays closed.
        """
        return self._of(tier).terms.lot(kind, at, received, days, opens_days)

    def may_earn(self, lines: Sequence[Line], sums: Sequence[int]) -> Sequence[int]:
        """Give the sums of lines that points may be earned on (T8)."""
        left_out = self.base_rules.earner.excluded
        return exclusions.weights(left_out, lines, sums) if left_out else sums

    def may_be_cheaper(self, lines: Sequence[Line], sums: Sequence[int]) -> Sequence[int]:
        """Give the sums of lines that a discount may be taken off (D31)."""
        if not self.not_cheaper:
            return sums
        return exclusions.weights(self.not_cheaper, lines, sums)

    def worth(self, points: int) -> int:
        """Give what points are worth in money, in kopecks, rounded down (E19)."""
        return points * self.point_value // POINT

    def points_worth(self, kopecks: int) -> int:
        """Give how many points are worth so much money, rounded down."""
        return kopecks * POINT // self.point_value

    @property
    def leaves_out_goods(self) -> bool:
        """Tell whether some goods earn nothing."""
        return bool(self.base_rules.earner.excluded)

    @property
    def currency(self) -> str:
        """The money that sums are in."""
        return self.document.money.currency

    def waits_for(self, tier: str) -> str:
        """Give the type of the event that points of a tier's purchases wait for, or nothing."""
        return self._of(tier).terms.waits_for

    def counted_for_tier(self, lines: Sequence[Line], sums: Sequence[int]) -> int:
        """Give the part of the sums that counts towards the next tier (T8, T15)."""
        if not self.not_counted:
            return sum(sums)
        return sum(exclusions.weights(self.not_counted, lines, sums))

    def tier_after(self, paid_total: int, current: str) -> str:
        """Give the tier of a member whose purchases come to `paid_total`: up, never down (E3).

        The purchases are those of a lifetime, or of the ladder's window (T15).
        """
        return self.ladder.after(paid_total, current)

    def next_tier(self, paid_total: int, current: str) -> tuple[str, int] | None:
        """Give the next tier and the least sum missing to it; None at the top (T15)."""
        return self.ladder.next(paid_total, current)

    def tier(self, code: str) -> Tier:
        """Give the tier of a code."""
        return self._of(code).tier

    @property
    def base_tier(self) -> Tier:
        """Where every member begins."""
        return self.base_rules.tier

    def tier_name(self, code: str, language: str) -> str:
        """Give the tier's name; of one that this version does not know, its code."""
        words = self.tier_words(code)
        return code if words is None else words.said_in(language)

    def tier_words(self, code: str | None) -> Text | None:
        """Give the tier's name in every language; None for one this version does not know."""
        rules = self.of_tiers.get(code) if code else None
        return None if rules is None else rules.tier.name

    @property
    def _tiers(self) -> Collection[TierRules]:
        return self.of_tiers.values()

    def _of(self, code: str) -> TierRules:
        return self.of_tiers.get(code, self.base_rules)


def compile_(programme: Programme, *, version: UUID, zone: str) -> Compiled:
    """Make a checked document ready to decide for a tenant in `zone`."""
    rule_list = read_all(programme.rules)
    of_tiers = {
        tier.code: TierRules(
            tier=tier,
            earner=earning.earner(tier, programme),
            discounter=discounts.discounter(tier, programme),
            payer=paying.payer(tier, programme),
            terms=terms.terms(tier, programme, zone),
            referring=referring.referring(tier, programme),
        )
        for tier in programme.tiers
    }
    return Compiled(
        version=version,
        document=programme,
        point_value=money.parse(programme.money.point_value),
        ladder=ladder(programme.tiers, zone),
        of_tiers=of_tiers,
        base_rules=of_tiers[programme.tiers[0].code],
        not_counted=exclusions.folded(programme.exclusions.tier_total),
        limits_kinds=any(of_tier.payer.kinds is not None for of_tier in of_tiers.values()),
        rule_list=rule_list,
        rules=ready(rule_list),
        offer=standing_offer(rule_list, version),
        not_cheaper=exclusions.folded(programme.exclusions.discount),
        rounding=compiled_rounding(programme.rounding),
    )
