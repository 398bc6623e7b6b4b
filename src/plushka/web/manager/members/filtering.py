"""The filter of the list: a condition on members as a form, and the name it may be kept under."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from plushka.domain.rules.conditions.tree import Tree
from plushka.domain.rules.conditions.writing import document
from plushka.domain.rules.fields.kinds import OF_MEMBERS
from plushka.domain.rules.invalid import RuleInvalid
from plushka.domain.segments.operations import (
    LONGEST_NAME,
    SegmentNameTaken,
    SegmentOutdated,
    read_condition,
)
from plushka.domain.segments.queries import Named
from plushka.lib.refusal import Refusal
from plushka.web.manager.forms.nested import nested, part_at, text_at
from plushka.web.manager.members.listed import uuid_of
from plushka.web.manager.rules import changing, faults, tree_form, tree_writing
from plushka.web.manager.rules.offers import Offers
from plushka.web.manager.rules.tree_form import Group
from plushka.web.manager.rules.tree_writing import Places

CONDITION = "condition"


@dataclass(slots=True)
class FilterForm:
    """A filter under work; ``segment`` and ``version`` where it has a name already."""

    condition: Group
    name: str = ""
    segment: UUID | None = None
    version: int = 0
    errors: dict[str, str] = field(default_factory=dict)


def of_tree(tree: Tree, segment: Named | None, offers: Offers) -> FilterForm:
    """Begin with a condition that is there."""
    group = tree_form.read(document(tree), OF_MEMBERS, offers.zone)
    form = FilterForm(group)
    if segment is not None:
        form.name, form.segment, form.version = segment.name, segment.id, segment.version
    settle(form, offers)
    return form


def sent(posted: QueryDict, offers: Offers) -> FilterForm:
    """Take a form that was sent, after its button did what it says."""
    tree = nested(posted)
    version = text_at(tree, "version")
    form = FilterForm(
        tree_form.sent(part_at(tree, CONDITION)),
        name=text_at(tree, "name")[:LONGEST_NAME],
        segment=uuid_of(text_at(tree, "segment")),
        version=int(version) if version.isdecimal() and len(version) < 9 else 0,  # noqa: PLR2004
    )
    word, _colon, path = posted.get("do", "").partition(":")
    steps = path.split(".")
    if word in {"condition", "group", "remove"} and steps[0] == CONDITION:
        changing.change_group(form.condition, word, steps[1:])
    settle(form, offers)
    return form


def settle(form: FilterForm, offers: Offers) -> None:
    """Tell each part where it stands and what may be asked there."""
    tree_form.settle(form.condition, path=CONDITION, scope=OF_MEMBERS, offers=offers)


def read(form: FilterForm, offers: Offers) -> dict[str, Any] | None:
    """Give the document of a form; None, with sentences beside what is wrong, of a bad one."""
    places: Places = {}
    written = tree_writing.written(form.condition, at=CONDITION, zone=offers.zone, places=places)
    if written is None:
        return {"all": []}
    try:
        read_condition(written)
    except RuleInvalid as invalid:
        faults.of_group(form.condition, invalid.problems, places)
        return None
    return written


def tell(form: FilterForm, refusal: Refusal) -> None:
    """Say beside the name why a filter is not kept."""
    match refusal:
        case SegmentNameTaken():
            form.errors["name"] = _("Another segment has this name.")
        case SegmentOutdated():
            form.errors["name"] = _(
                "Somebody changed this segment meanwhile. Keep yours under another name, or open"
                " it anew."
            )
        case _:
            form.errors["name"] = _("Give it a name of up to 100 characters.")
