"""The form that asks for something to be done for many: typed, read, shown again."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import QueryDict

from plushka.domain.bulk.audience import Audience, of_condition, of_members, of_segment
from plushka.domain.bulk.deed import Deed, Kind, LotKind
from plushka.domain.rules.conditions.tree import Tree
from plushka.domain.rules.conditions.writing import document
from plushka.domain.segments.operations import read_condition
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField
from plushka.web.manager.forms.inputs import whole
from plushka.web.ui.amounts import read_hundredths

KINDS: tuple[Kind, ...] = ("ACCRUE", "REDEEM", "TAG", "UNTAG")
_TEXTS = ("segment", "condition", "points", "days", "tag", "reason", "seen", "key")
_LONGEST = 20_000


@dataclass(slots=True)
class Typed:
    """What stands in the form."""

    kind: Kind
    lot: LotKind
    is_all: bool
    is_up_to: bool
    texts: dict[str, str]
    members: tuple[str, ...]
    wrong: dict[str, str] = field(default_factory=dict)


def typed(sent: QueryDict) -> Typed:
    """Take what was sent; what is not a choice there is becomes the first one."""
    kind, texts = sent.get("kind", ""), {name: sent.get(name, "")[:_LONGEST] for name in _TEXTS}
    texts["key"] = texts["key"] or str(new_id())
    return Typed(
        kind=kind if kind in KINDS else "ACCRUE",
        lot="MANUAL" if sent.get("lot") == "MANUAL" else "GIFT",
        is_all=bool(sent.get("all")),
        is_up_to=bool(sent.get("up_to")),
        texts=texts,
        members=tuple(sent.getlist("members")[: _LONGEST // 20]),
    )


def deed_of(form: Typed) -> Deed:
    """Read what is to be done; refuses a field that cannot be read."""
    if form.kind in {"TAG", "UNTAG"}:
        return Deed(form.kind, tag=form.texts["tag"])
    points = None if form.kind == "REDEEM" and form.is_all else _points(form.texts["points"])
    days = form.texts["days"].strip()
    return Deed(
        form.kind,
        points=points,
        is_up_to=form.is_up_to,
        lot=form.lot,
        days=_days(days) if days and form.kind == "ACCRUE" else None,
    )


def audience_of(form: Typed) -> Audience:
    """Read whom it is for; refuses nobody, and a segment there is not."""
    if form.members:
        return of_members([_id(one, "members") for one in form.members])
    if form.texts["segment"]:
        return of_segment(_id(form.texts["segment"], "audience"))
    if form.texts["condition"]:
        return of_condition(_condition(form.texts["condition"]))
    raise BadField("audience", "choose whom it is for")


def tree_of(form: Typed) -> Tree:
    """Read the filter whose members it is for; refuses one that cannot be asked of members."""
    return read_condition(_condition(form.texts["condition"]))


def condition_text(tree: Tree) -> str:
    """Write a filter as the form keeps it."""
    return json.dumps(document(tree), ensure_ascii=False)


def key_of(form: Typed) -> UUID:
    """Read the form's own key, which makes a double click one."""
    return _id(form.texts["key"], "key")


def kept(form: Typed, names: Sequence[str]) -> Mapping[str, Any]:
    """Give fields as they were typed."""
    return {name: form.texts[name] for name in names}


def _points(text: str) -> int:
    try:
        return read_hundredths(text)
    except ValueError:
        raise BadField("points", "a number of points") from None


def _days(text: str) -> int:
    days = whole(text)
    if not isinstance(days, int):
        raise BadField("days", "a whole number of days")
    return days


def _id(text: str, path: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise BadField(path, "this names nothing") from None


def _condition(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        raise BadField("condition", "this is no condition") from None
