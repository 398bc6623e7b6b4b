"""A percent by days since the last purchase (E7, T46)."""

from bisect import bisect_left
from dataclasses import dataclass

from plushka.domain.programmes import document
from plushka.domain.programmes.facts import Buyer
from plushka.domain.programmes.rates.rate import Exact, Facts
from plushka.domain.programmes.rounding import percent_parts


@dataclass(frozen=True, slots=True)
class DaysSince:
    """The percent of the band that the days fall into; the last percent is for all others."""

    ends: tuple[int, ...]
    parts: tuple[int, ...]
    percents: tuple[str, ...]

    def of(self, base: int, seen: int, buyer: Buyer) -> tuple[Exact, Facts]:  # noqa: ARG002
        """Give the exact result and what explains it.

        Of two receipts on one day the second gets the lower of two percents: by the purchase just
        made, and by the last one of an earlier day. So a basket cut in two never gains by it.
        """
        days, band = buyer.days_since, self._band(buyer.days_since)
        if buyer.days_since_earlier_day != days:
            earlier = self._band(buyer.days_since_earlier_day)
            if self.parts[earlier] < self.parts[band]:
                days, band = buyer.days_since_earlier_day, earlier
        facts: Facts = {"method": "days", "percent": self.percents[band]}
        if days is not None:
            facts["days"] = days
        return base * self.parts[band], facts

    def _band(self, days: int | None) -> int:
        return len(self.ends) if days is None else bisect_left(self.ends, days)


def days_since(part: document.DaysSince) -> DaysSince:
    """Compile bands of days."""
    percents = [*(band.percent for band in part.bands), part.otherwise]
    return DaysSince(
        tuple(band.upto for band in part.bands),
        tuple(map(percent_parts, percents)),
        tuple(percents),
    )
