"""A percent by the size of the receipt (E7, D11): of the whole sum, or band by band."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import UNSET

from plushka.domain.programmes import document
from plushka.domain.programmes.facts import Buyer
from plushka.domain.programmes.rates.rate import Exact, Facts
from plushka.domain.programmes.rounding import percent_parts
from plushka.lib import money


@dataclass(frozen=True, slots=True)
class WholeBands:
    """The band that the sum seen falls into gives its percent of the whole base."""

    ends: tuple[int, ...]
    parts: tuple[int, ...]
    facts: tuple[Facts, ...]

    def of(self, base: int, seen: int, buyer: Buyer) -> tuple[Exact, Facts]:  # noqa: ARG002
        """Give the exact result and what explains it."""
        # An end belongs to its band: 1000.00 is still "up to 1000.00".
        band = bisect_left(self.ends, seen)
        return base * self.parts[band], self.facts[band]


@dataclass(frozen=True, slots=True)
class MarginalBands:
    """Every band gives its percent of the part of the base that lies in it."""

    bands: tuple[tuple[int, int, int | None], ...]
    facts: Facts

    def of(self, base: int, seen: int, buyer: Buyer) -> tuple[Exact, Facts]:  # noqa: ARG002
        """Give the exact result and what explains it."""
        return _by_bands(base, self.bands), self.facts


def bands(rows: Sequence[document.Band], mode: str) -> WholeBands | MarginalBands:
    """Compile bands; the last one has no end."""
    ends = [money.parse(row.upto) for row in rows if row.upto is not UNSET]
    parts = [percent_parts(row.percent) for row in rows]
    if mode == "marginal":
        # Zero is no end.
        written = [[row.percent, end] for row, end in zip(rows, [*ends, 0], strict=True)]
        steps = zip(parts, [0, *ends], [*ends, None], strict=True)
        return MarginalBands(tuple(steps), {"method": "marginal", "bands": written})
    facts: list[Facts] = [{"method": "bands", "percent": row.percent} for row in rows]
    for place, end in enumerate(ends):
        facts[place]["upto"] = end
        facts[place + 1]["above"] = end
    return WholeBands(tuple(ends), tuple(parts), tuple(facts))


def again(facts: Facts) -> Exact:
    """Compute the exact result of marginal bands from the facts alone."""
    match facts:
        case {"base": int(base), "bands": list(rows)}:
            parts = [percent_parts(percent) for percent, _ in rows]
            ends = [end for _, end in rows if end]
            return _by_bands(base, tuple(zip(parts, [0, *ends], [*ends, None], strict=True)))
    raise ValueError(f"no bands in {facts}")


def _by_bands(base: int, steps: Sequence[tuple[int, int, int | None]]) -> Exact:
    exact = 0
    for parts, above, upto in steps:
        if base <= above:
            break
        exact += ((base if upto is None else min(base, upto)) - above) * parts
    return exact
