"""Pictures of the demo's gifts, drawn by these lines: nobody else's work is in them."""

import io
from collections.abc import Callable, Mapping
from types import MappingProxyType

from PIL import Image, ImageDraw

SIDE = 480
_FINER = 2
"""Drawn twice as large and then made smaller, so that no edge has steps."""

type Drawing = Callable[["Pencil"], None]


class Pencil:
    """Draws on a square of a hundred by a hundred."""

    def __init__(self, background: str) -> None:
        side = SIDE * _FINER
        self._unit = side / 100
        self._image = Image.new("RGB", (side, side), background)
        self._draw = ImageDraw.Draw(self._image)

    def oval(self, *box: float, fill: str | None = None, line: str = "", width: float = 0) -> None:
        """Draw an oval in a box: left, top, right, bottom."""
        self._draw.ellipse(
            self._at(box), fill=fill, outline=line or None, width=round(width * self._unit)
        )

    def block(self, *box: float, fill: str, round_: float = 0) -> None:
        """Draw a block with round corners."""
        self._draw.rounded_rectangle(self._at(box), radius=round_ * self._unit, fill=fill)

    def shape(self, *points: float, fill: str) -> None:
        """Draw a shape with corners: x, y, x, y and so on."""
        self._draw.polygon(self._at(points), fill=fill)

    def bow(self, *box: float, begin: float, end: float, line: str, width: float) -> None:
        """Draw a part of an oval, between two angles in degrees."""
        self._draw.arc(self._at(box), begin, end, fill=line, width=round(width * self._unit))

    def png(self) -> bytes:
        """Give what was drawn."""
        out = io.BytesIO()
        drawn = self._image.resize((SIDE, SIDE), Image.Resampling.LANCZOS)
        drawn.save(out, "PNG", optimize=True)
        return out.getvalue()

    def _at(self, numbers: tuple[float, ...]) -> list[float]:
        return [number * self._unit for number in numbers]


def draw(name: str) -> bytes:
    """Draw a gift as PNG."""
    background, drawing = DRAWINGS[name]
    pencil = Pencil(background)
    drawing(pencil)
    return pencil.png()


def _mug(on: Pencil) -> None:
    on.oval(58, 40, 84, 68, line="#0f766e", width=5)
    on.block(24, 30, 66, 80, fill="#0f766e", round_=7)
    on.oval(24, 25, 66, 37, fill="#115e59")
    on.oval(28, 27, 62, 35, fill="#7c4a21")
    on.oval(39, 48, 51, 60, fill="#fef3c7")
    for left in (36, 48):
        on.bow(left, 8, left + 8, 22, begin=90, end=270, line="#94a3b8", width=2)


def _bag(on: Pencil) -> None:
    on.bow(36, 14, 64, 58, begin=180, end=360, line="#92400e", width=4)
    on.shape(24, 36, 76, 36, 82, 84, 18, 84, fill="#f5deb3")
    on.shape(24, 36, 76, 36, 77, 42, 23, 42, fill="#e6c68f")
    on.oval(42, 50, 58, 66, fill="#65a30d")
    on.block(49, 58, 51, 76, fill="#4d7c0f", round_=1)


def _plant(on: Pencil) -> None:
    for box in ((30, 18, 50, 52), (50, 14, 72, 50), (40, 8, 60, 46)):
        on.oval(*box, fill="#16a34a")
    on.oval(44, 20, 56, 48, fill="#22c55e")
    on.block(48, 42, 52, 60, fill="#166534", round_=1)
    on.shape(30, 60, 70, 60, 64, 88, 36, 88, fill="#c2410c")
    on.block(27, 55, 73, 64, fill="#ea580c", round_=2)


def _coffee(on: Pencil) -> None:
    on.shape(30, 20, 70, 20, 74, 86, 26, 86, fill="#44291a")
    on.shape(30, 20, 70, 20, 71, 30, 29, 30, fill="#5c3a26")
    on.block(34, 40, 66, 70, fill="#f5deb3", round_=3)
    for left, top in ((40, 46), (51, 54)):
        on.oval(left, top, left + 10, top + 13, fill="#7c4a21")
        on.bow(left + 2, top, left + 14, top + 13, begin=120, end=240, line="#44291a", width=1.2)


def _umbrella(on: Pencil) -> None:
    on.oval(14, 20, 86, 92, fill="#1d4ed8")
    on.block(0, 56, 100, 100, fill="#dbeafe")
    for left in (14, 38, 62):
        on.oval(left, 50, left + 24, 62, fill="#dbeafe")
    on.block(49, 14, 51, 80, fill="#334155", round_=1)
    on.bow(49, 72, 62, 88, begin=0, end=180, line="#334155", width=2)


def _ticket(on: Pencil) -> None:
    on.block(14, 30, 86, 72, fill="#db2777", round_=5)
    for side in (8, 80):
        on.oval(side, 45, side + 12, 57, fill="#fce7f3")
    for top in range(34, 70, 7):
        on.block(62, top, 64, top + 4, fill="#fce7f3", round_=1)
    on.oval(28, 38, 38, 48, line="#fce7f3", width=3)
    on.oval(44, 54, 54, 64, line="#fce7f3", width=3)
    on.shape(51, 38, 55, 40, 31, 64, 27, 62, fill="#fce7f3")


DRAWINGS: Mapping[str, tuple[str, Drawing]] = MappingProxyType(
    {
        "mug": ("#ccfbf1", _mug),
        "bag": ("#ecfccb", _bag),
        "plant": ("#dcfce7", _plant),
        "coffee": ("#fde8d0", _coffee),
        "umbrella": ("#dbeafe", _umbrella),
        "ticket": ("#fce7f3", _ticket),
    }
)
"""Each on a colour of its own."""
