"""All ways in which a tier earns, and its discount."""

import re
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from plushka.web.manager.forms import inputs
from plushka.web.manager.forms.nested import Nested, is_number, part_at, rows_at
from plushka.web.manager.rates import way
from plushka.web.manager.rates.way import MOST_ROWS, Row, Way

type Document = dict[str, Any]

MOST_WAYS = 10
_WAY = re.compile(r"(earning)\[(\d+)\]|(discount)")
_ROW = re.compile(r"bands\[(\d+)\]\.?(\w*)")


@dataclass(slots=True)
class RatesForm:
    """What a tier gives for a purchase."""

    tier: str
    place: int
    earning: list[Way]
    discount: Way
    wrong: list[tuple[str, str]] = field(default_factory=list)

    @property
    def ways(self) -> list[Way]:
        """All of them, with the discount as the last."""
        return [*self.earning, self.discount]

    @property
    def may_have_more(self) -> bool:
        """Whether a way may be added."""
        return len(self.earning) < MOST_WAYS


def read(document: Document, tier: str) -> RatesForm:
    """Read a tier; of one that is not there, the first."""
    place = _place(document, tier)
    found = document["tiers"][place]
    form = RatesForm(
        found["code"],
        place,
        [way.read(one, origin=number) for number, one in enumerate(found["earning"])],
        way.read(found.get("discount"), is_discount=True),
    )
    return _settled(form)


def sent(tree: Nested, document: Document, tier: str, do: str = "") -> RatesForm:
    """Read what was sent, after its button did what it says."""
    place = _place(document, tier)
    form = RatesForm(
        document["tiers"][place]["code"],
        place,
        [way.sent(row) for row in rows_at(tree, "earning")][:MOST_WAYS],
        way.sent(part_at(tree, "discount"), is_discount=True),
    )
    _change(form, do)
    return _settled(form)


def written(form: RatesForm, document: Document) -> Document:
    """Give a copy of the document in which the tier gives what the form says."""
    copy = deepcopy(document)
    tier = copy["tiers"][form.place]
    before = tier["earning"]
    tier["earning"] = [
        way.written(one, before[one.origin] if 0 <= one.origin < len(before) else {})
        for one in form.earning
    ]
    discount = way.written(form.discount, {})
    if discount is None:
        tier.pop("discount", None)
    else:
        tier["discount"] = discount
    return copy


def tell(form: RatesForm, errors: list[tuple[str, str]]) -> None:
    """Put a sentence at each place that is wrong."""
    prefix = f"tiers[{form.place}]."
    for path, message in errors:
        found = _way_at(form, path.removeprefix(prefix))
        if found is None:
            form.wrong.append((path, message))
        else:
            _tell(found, path)


def _tell(one: Way, path: str) -> None:
    if row := _ROW.search(path):
        number, name = int(row[1]), row[2]
        if number < len(one.rows):
            _tell_row(one.rows[number], name, is_last=number == len(one.rows) - 1)
            return
    name = path.rpartition(".")[2]
    for shown in one.shown:
        if shown.input.name == name:
            shown.error = inputs.wrong(shown.input.kind)
            return
    one.error = _("This cannot be promised so. Look at each field again.")


def _tell_row(row: Row, name: str, *, is_last: bool) -> None:
    if name != "upto":
        row.percent_error = inputs.wrong("percent")
    elif is_last:
        row.upto_error = _("Leave the end of the last band empty.")
    else:
        row.upto_error = _("Type an end above that of the band before it.")


def _way_at(form: RatesForm, path: str) -> Way | None:
    found = _WAY.match(path)
    if found is None:
        return None
    if found[3]:
        return form.discount
    number = int(found[2])
    return form.earning[number] if number < len(form.earning) else None


def _settled(form: RatesForm) -> RatesForm:
    for number, one in enumerate(form.earning):
        one.settle(f"earning.{number}")
    form.discount.settle("discount")
    return form


def _change(form: RatesForm, do: str) -> None:
    """Add or take away a way or a row, such as ``remove:earning.0.rows.1``."""
    word, _colon, path = do.partition(":")
    match (word, path.split(".")):
        case "way", _ if form.may_have_more:
            form.earning.append(Way("percent", {}, []))
        case "row", steps:
            found = _at(form, steps)
            if found is not None and len(found.rows) < MOST_ROWS:
                found.rows.append(Row("", "", is_new=True))
        case "remove", ["earning", number] if _is_in(number, form.earning):
            del form.earning[int(number)]
        case "remove", [*steps, "rows", number]:
            found = _at(form, steps)
            if found is not None and _is_in(number, found.rows):
                del found.rows[int(number)]


def _at(form: RatesForm, steps: list[str]) -> Way | None:
    match steps:
        case ["discount"]:
            return form.discount
        case ["earning", number] if _is_in(number, form.earning):
            return form.earning[int(number)]
        case _:
            return None


def _is_in(number: str, parts: list[Any]) -> bool:
    return is_number(number) and int(number) < len(parts)


def _place(document: Document, tier: str) -> int:
    codes = [one["code"] for one in document["tiers"]]
    return codes.index(tier) if tier in codes else 0
