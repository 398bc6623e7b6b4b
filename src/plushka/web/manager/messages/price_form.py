"""The price list as a form: a line a way and a beginning of phones."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from plushka.domain.messaging.pricing import MOST_LINES, MOST_STEPS, Line, Prices
from plushka.lib import money
from plushka.web.ui.amounts import read_hundredths

STEPS, BLANK = 4, 2
"""Prices and empty lines that are offered, where the list has no more."""


@dataclass(slots=True)
class PriceLine:
    """One line as it was typed; ``steps`` are the prices of 1, 2, … SMS."""

    way: str = ""
    prefix: str = ""
    steps: list[str] = field(default_factory=list)
    further: str = ""
    error: str = ""

    @property
    def is_empty(self) -> bool:
        """Nothing was typed but perhaps the way."""
        return not (self.prefix or self.further or any(self.steps))

    def read(self) -> Line:
        """Read the line; raises ``ValueError`` for what is no price, or leaves one out."""
        typed = [text for text in self.steps if text]
        if not typed or typed != self.steps[: len(typed)]:
            raise ValueError(self.steps)
        return Line(
            way=self.way,
            prefix=self.prefix,
            steps=tuple(read_hundredths(text) for text in typed),
            further=read_hundredths(self.further) if self.further else None,
        )


@dataclass(slots=True)
class PriceForm:
    """What the page shows."""

    edition: int
    lines: list[PriceLine]

    @property
    def columns(self) -> range:
        """The numbers of SMS that have a price of their own."""
        longest = max((len(line.steps) for line in self.lines), default=0)
        return range(1, max(STEPS, longest) + 1)

    @property
    def is_wrong(self) -> bool:
        """Some line cannot be read."""
        return any(line.error for line in self.lines)


def shown(prices: Prices, edition: int) -> PriceForm:
    """Show a price list as it is, with room for more."""
    lines = [
        PriceLine(
            line.way,
            line.prefix,
            [_price(step) for step in line.steps],
            "" if line.further is None else _price(line.further),
        )
        for line in prices.lines
    ]
    return _with_room(PriceForm(edition, lines))


def sent(values: Mapping[str, str]) -> PriceForm:
    """Read what was sent, line by line."""
    edition = values.get("edition", "")
    lines = [
        PriceLine(
            _text(values, f"{place}.way"),
            _text(values, f"{place}.prefix").removeprefix("+"),
            [_text(values, f"{place}.steps.{n}") for n in range(1, MOST_STEPS + 1)],
            _text(values, f"{place}.further"),
        )
        for place in range(MOST_LINES + BLANK)
        if f"{place}.way" in values
    ]
    known = int(edition) if edition.isdecimal() and edition.isascii() else -1
    return PriceForm(known, [line for line in lines if not line.is_empty])


def read(form: PriceForm) -> list[Line] | None:
    """Read all lines; None where one is wrong, which it then says."""
    found = []
    for line in form.lines:
        try:
            found.append(line.read())
        except ValueError:
            line.error = _("Type sums, such as 2.75, from the first SMS on, leaving none out.")
    return None if form.is_wrong else found


def tell(form: PriceForm, path: str) -> None:
    """Say at a line what the domain refused of it, as ``lines.2.prefix``."""
    parts = path.split(".")
    if len(parts) < len(("lines", "2", "prefix")) or int(parts[1]) >= len(form.lines):
        for line in form.lines:
            line.error = _("This line cannot be used. Look at its sums and digits.")
        return
    form.lines[int(parts[1])].error = {
        "way": _("Choose one of the ways."),
        "prefix": _("Another line has the same way and beginning."),
    }[parts[2]]


def again(form: PriceForm) -> PriceForm:
    """Show what was typed once more, with room for more."""
    for line in form.lines:
        while line.steps and not line.steps[-1]:
            line.steps.pop()
    return _with_room(form)


def _with_room(form: PriceForm) -> PriceForm:
    form.lines += [PriceLine() for _line in range(BLANK)]
    for line in form.lines:
        line.steps += [""] * (len(form.columns) - len(line.steps))
    return form


def _price(kopecks: int) -> str:
    return money.show(kopecks).removesuffix(".00")


def _text(values: Mapping[str, str], name: str) -> str:
    return values.get(name, "").strip()[:20]
