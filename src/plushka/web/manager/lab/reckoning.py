"""The form of the reckoning: what was typed, what is wrong with it, what it comes to (D30)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plushka.domain.programmes.rounding import EXACT
from plushka.domain.replay.advising import Month, percent
from plushka.domain.replay.affording import Afforded, Asked, afford
from plushka.lib.money import show
from plushka.lib.refusal import BadField
from plushka.web.manager.lab.steps import percent_told
from plushka.web.ui.amounts import read_hundredths

FIELDS = ("average", "sales", "buyers", "margin", "give")
_USUAL = {"average": "1000", "sales": "1000", "buyers": "", "margin": "30", "give": "20"}
_HUNDREDTHS = 100
_PERCENT = EXACT // _HUNDREDTHS
_LONGEST = 20

NAMES: dict[str, Promise] = {
    "standard": _("Standard"),
    "silver": _("Silver"),
    "gold": _("Gold"),
}

WRONG: dict[str, Promise] = {
    "average": _("Type a sum above zero."),
    "sales": _("Type a whole number from 1."),
    "buyers": _("Type a number from 1 to that of sales, or leave it empty."),
    "margin": _("Type a percent above 0 and up to 100."),
    "give": _("Type a percent above 0 and up to 100."),
}


@dataclass(slots=True)
class Reckoning:
    """The fields as text, what is wrong with them by name, and what they come to."""

    texts: dict[str, str]
    wrong: dict[str, Promise] = field(default_factory=dict)
    asked: Asked | None = None
    found: Afforded | None = None

    @classmethod
    def sent(cls, given: Mapping[str, str], month: Month | None) -> "Reckoning":
        """Read what was sent; a month of the company fills what it knows."""
        texts = {name: given.get(name, _USUAL[name]).strip()[:_LONGEST] for name in FIELDS}
        if month is not None:
            texts |= _filled(month)
        form = cls(texts)
        form._reckon()
        return form

    @property
    def query(self) -> str:
        """The fields as an address carries them."""
        return urlencode(self.texts)

    @property
    def tiers(self) -> list[tuple[Promise, str, int]]:
        """Name, percent and threshold of each tier that is advised."""
        found = () if self.found is None else self.found.tiers
        return [(NAMES[one.code], percent_told(one.percent), one.threshold) for one in found]

    @property
    def fields(self) -> list[tuple[str, str, Promise | None]]:
        """Name, text and fault of each field."""
        return [(name, self.texts[name], self.wrong.get(name)) for name in FIELDS]

    def _reckon(self) -> None:
        numbers = {name: self._read(name) for name in FIELDS}
        if self.wrong:
            return
        try:
            self.asked = Asked(**numbers)  # type: ignore[arg-type]
            self.found = afford(self.asked)
        except BadField as refused:
            self.wrong[refused.path] = WRONG[refused.path]

    def _read(self, name: str) -> int | None:
        text = self.texts[name]
        if name == "buyers" and not text:
            return None
        try:
            read = read_hundredths(text.removesuffix("%"))
        except ValueError:
            self.wrong[name] = WRONG[name]
            return None
        if name in {"margin", "give"}:
            return read * _PERCENT // _HUNDREDTHS
        if name == "average":
            return read
        if read % _HUNDREDTHS:
            self.wrong[name] = WRONG[name]
        return read // _HUNDREDTHS


def _filled(month: Month) -> dict[str, str]:
    found = {
        "average": show(month.average),
        "sales": str(month.sales),
        "buyers": str(min(month.buyers, month.sales)),
    }
    if month.margin:
        found["margin"] = percent(month.margin // _HUNDREDTHS * _HUNDREDTHS)
    return found
