"""Outlets on the globe: how far they are, and a map of them drawn without anybody's help.

Distances are metres, as straight lines over the ground; a map is flat, which is true enough for a
town or a country.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

_EARTH = 6_371_000
_MILLION = 1_000_000
_DEGREES = r"(-?[0-9]{1,3}(?:[.,][0-9]{1,12})?)"
_PAIR = re.compile(rf"\s*{_DEGREES}\s*[;,\s]\s*{_DEGREES}\s*", re.ASCII)
_NORTH, _EAST = 90 * _MILLION, 180 * _MILLION

WIDTH, HEIGHT, EDGE = 360, 280, 30
"""Of the drawing, in its own units; nothing stands nearer to its edge."""

_NARROWEST = 500
"""Metres that a map shows at least, or one outlet would be blown up to a street."""

_KILOMETRE = 1000


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in millionths of a degree."""

    latitude: int
    longitude: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A place on the map: its number in the list beside it, and where it is drawn."""

    number: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Map:
    """A drawing with its scale: a bar so long stands for so many metres."""

    dots: Sequence[Dot]
    you: Dot | None
    bar: int
    metres: int


def read_spot(text: str) -> Spot:
    """Read «55.75, 37.62» as maps show it. Raises ``ValueError`` for what is nowhere."""
    found = _PAIR.fullmatch(text)
    if found is None:
        raise ValueError("no coordinates")
    latitude, longitude = (
        round(float(part.replace(",", ".")) * _MILLION) for part in found.groups()
    )
    if abs(latitude) > _NORTH or abs(longitude) > _EAST:
        raise ValueError("off the globe")
    return Spot(latitude, longitude)


def _millionths(degrees: str) -> int:
    return round(float(degrees.replace(",", ".")) * _MILLION)


def distance(one: Spot, other: Spot) -> int:
    """Give the metres between two places."""
    north, other_north = (math.radians(spot.latitude / _MILLION) for spot in (one, other))
    east = math.radians((other.longitude - one.longitude) / _MILLION)
    half = (
        math.sin((other_north - north) / 2) ** 2
        + math.cos(north) * math.cos(other_north) * math.sin(east / 2) ** 2
    )
    return round(2 * _EARTH * math.asin(math.sqrt(min(1, half))))


def draw(spots: Sequence[tuple[str, Spot]], *, you: Spot | None) -> Map:
    """Put places on a map, each under its number, north above."""
    every = [spot for _, spot in spots] + ([you] if you else [])
    middle = Spot(
        _between([one.latitude for one in every]), _between([one.longitude for one in every])
    )
    flat = [_flat(spot, middle) for spot in every]
    wide = max(_NARROWEST, 2 * max(abs(x) for x, _ in flat))
    high = max(_NARROWEST, 2 * max(abs(y) for _, y in flat))
    scale = min((WIDTH - 2 * EDGE) / wide, (HEIGHT - 2 * EDGE) / high)
    dots = [
        Dot(number, round(WIDTH / 2 + x * scale), round(HEIGHT / 2 - y * scale))
        for number, (x, y) in zip([name for name, _ in spots] + [""], flat, strict=False)
    ]
    metres = _round(WIDTH / 4 / scale)
    return Map(dots[: len(spots)], dots[-1] if you else None, round(metres * scale), metres)


def _between(values: list[int]) -> int:
    return (min(values) + max(values)) // 2


def _flat(spot: Spot, middle: Spot) -> tuple[float, float]:
    """Give the metres east and north of the middle."""
    east = math.radians((spot.longitude - middle.longitude) / _MILLION)
    north = math.radians((spot.latitude - middle.latitude) / _MILLION)
    return east * _EARTH * math.cos(math.radians(middle.latitude / _MILLION)), north * _EARTH


def _round(metres: float) -> int:
    """Give 1, 2 or 5 with noughts, not above."""
    ten: int = 10 ** int(math.log10(metres))
    return next(step * ten for step in (5, 2, 1) if step * ten <= metres)
