"""One way to earn, or the discount: its method, its fields, its rows."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plushka.web.manager.forms.inputs import Choices, Input, Shown, read_text, shown_text, whole
from plushka.web.manager.forms.nested import Nested, rows_at, text_at

type Document = dict[str, Any]

METHODS: dict[str, Promise] = {
    "percent": _("One percent"),
    "bands": _("A percent by the sum of the receipt"),
    "days_since": _("A percent by days since the last purchase"),
    "per_full": _("Points for every full sum"),
}
NO_DISCOUNT = ("none", _("No discount"))
MOST_ROWS = 50

_PERCENT = Input("percent", "percent", _("Percent"))
_MODE = Input("mode", "choice", _("The percent is of"), "", [
    ("whole", _("the whole sum")),
    ("marginal", _("the part of the sum in each band")),
])  # fmt: skip
_BY = Input("by", "choice", _("By which sum"), "", [
    ("base", _("what points are earned on")),
    ("receipt_net", _("all of the receipt after discounts")),
])  # fmt: skip
_OTHERWISE = Input(
    "otherwise", "percent", _("Otherwise, percent"), _("The first purchase, and after all bands.")
)
_FULL = (
    Input("each", "amount", _("For every full")),
    Input("points", "amount", _("So many points")),
)
_ON_RETURN = Input("on_return", "choice", _("When a part comes back"), "", [
    ("reevaluate", _("what is left is counted anew")),
    ("proportional", _("the same part of the points goes")),
])  # fmt: skip

FIELDS: dict[str, tuple[Input, ...]] = {
    "none": (),
    "percent": (_PERCENT,),
    "bands": (_MODE, _BY),
    "days_since": (_OTHERWISE,),
    "per_full": (*_FULL, _BY),
}


@dataclass(slots=True)
class Row:
    """A band: up to a sum or a number of days; the last band of sums has no end."""

    upto: str
    percent: str
    upto_error: str = ""
    percent_error: str = ""
    is_new: bool = False


@dataclass(slots=True)
class Way:
    """A way as it stands in the form; ``path`` is empty while it is read."""

    method: str
    texts: dict[str, str]
    rows: list[Row]
    is_discount: bool = False
    #: Its place in the document, whose other fields it keeps; -1 of a new one.
    origin: int = -1
    path: str = ""
    shown: list[Shown] = field(default_factory=list)
    error: str = ""

    @property
    def id(self) -> str:
        """What labels point at."""
        return self.path.replace(".", "-")

    @property
    def has_rows(self) -> bool:
        """Whether its percents are in bands."""
        return self.method in {"bands", "days_since"}

    @property
    def methods(self) -> Choices:
        """What may be chosen."""
        known = [one for one in METHODS.items() if one[0] != "per_full" or not self.is_discount]
        return [NO_DISCOUNT, *known] if self.is_discount else known

    def settle(self, path: str) -> None:
        """Tell where it stands; a method chosen just now begins with a row."""
        self.path = path
        if self.has_rows and not self.rows:
            self.rows.append(Row("", ""))
        inputs = [*FIELDS[self.method], *(() if self.is_discount else (_ON_RETURN,))]
        self.shown = [
            Shown(
                one,
                f"{path}.{one.name}",
                self.texts.get(one.name) or (str(one.choices[0][0]) if one.choices else ""),
                choices=one.choices,
            )
            for one in inputs
            if one.name != "by" or not self.is_discount
        ]


def read(document: Document | None, *, is_discount: bool = False, origin: int = -1) -> Way:
    """Read a way of a document; of none, one that gives nothing."""
    if document is None:
        return Way("none", {}, [], is_discount)
    method = next(one for one in METHODS if one in document)
    part = document[method]
    texts = {
        one.name: shown_text(one.kind, document.get(one.name)) for one in (_MODE, _BY, _ON_RETURN)
    }
    rows: list[Row] = []
    match method:
        case "percent":
            texts["percent"] = shown_text("percent", part)
        case "bands":
            rows = [_row(band) for band in part]
        case "days_since":
            rows = [_row(band) for band in part["bands"]]
            texts["otherwise"] = shown_text("percent", part["otherwise"])
        case "per_full":
            texts |= {one.name: shown_text("amount", part[one.name]) for one in _FULL}
    return Way(method, texts, rows, is_discount, origin)


def sent(tree: Nested, *, is_discount: bool = False) -> Way:
    """Read a way that was sent."""
    method = text_at(tree, "method")
    if method not in FIELDS or (method == "none" and not is_discount):
        method = "none" if is_discount else "percent"
    names = {one.name for inputs in FIELDS.values() for one in inputs} | {"on_return"}
    texts = {name: text_at(tree, name) for name in names}
    rows = [
        Row(text_at(row, "upto"), text_at(row, "percent"))
        for row in rows_at(tree, "rows")[:MOST_ROWS]
    ]
    origin = whole(text_at(tree, "origin"))
    return Way(method, texts, rows, is_discount, origin if isinstance(origin, int) else -1)


def written(way: Way, before: Document) -> Document | None:
    """Give the document of a way; what of ``before`` has no field stays as it was."""
    texts = {one.input.name: read_text(one.input.kind, one.text) for one in way.shown}
    kept = {name: before[name] for name in ("rounding",) if name in before}
    common = kept | {name: texts[name] for name in ("mode", "by", "on_return") if name in texts}
    match way.method:
        case "none":
            return None
        case "bands":
            return common | {"bands": [_band(row, "amount") for row in way.rows]}
        case "days_since":
            bands = [_band(row, "whole") for row in way.rows if row.upto or row.percent]
            return common | {"days_since": {"bands": bands, "otherwise": texts["otherwise"]}}
        case "per_full":
            steps = {one.name: texts[one.name] for one in _FULL}
            return common | {"per_full": steps}
        case _:
            return common | {"percent": texts["percent"]}


def _row(band: Document) -> Row:
    return Row(shown_text("amount", band.get("upto")), shown_text("percent", band["percent"]))


def _band(row: Row, kind: Any) -> Document:
    band: Document = {"percent": read_text("percent", row.percent)}
    return band | ({"upto": read_text(kind, row.upto)} if row.upto.strip() else {})
