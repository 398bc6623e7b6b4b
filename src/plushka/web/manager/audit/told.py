"""A recorded change as the page shows it: names in the place of ids, values in words."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from plushka.domain.audit.searching import Recorded
from plushka.domain.campaigns.models import Campaign
from plushka.domain.tenants.models import ApiKey, Outlet, Staff
from plushka.web.manager.audit.words import ACTIONS, FIELDS, SUBJECTS, SYSTEM

_DIGEST = re.compile(r"[0-9a-f]{16}")
_PERSONAL = frozenset(
    {"phone", "name", "surname", "patronymic", "birth_date", "sex", "email", "note", "card"}
    | {"alias", "telegram", "vk", "tags"}
)
_LONGEST = 400
_SHORT = 8

type Names = Mapping[tuple[str, UUID], str]
"""What things are called, by their kind and id."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One field, before and after."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """A change as it is read."""

    row: Recorded
    who: str
    what: str
    subject_kind: str
    subject: str
    address: str
    differences: list[Difference]


def names_of(tenant_id: int, rows: Iterable[Recorded]) -> Names:
    """Find what people, keys, outlets and campaigns are called: a query for each kind."""
    wanted: dict[str, set[UUID]] = {}
    for row in rows:
        wanted.setdefault(row.subject_kind, set()).add(row.subject_id)
        kind, _colon, text = row.actor.partition(":")
        if kind in {"staff", "key", "member"} and (found := _uuid(text)):
            wanted.setdefault(kind, set()).add(found)
    staff = Staff.objects.filter(tenant_id=tenant_id, id__in=wanted.get("staff", ()))
    keys = ApiKey.objects.filter(tenant_id=tenant_id, id__in=wanted.get("key", ()))
    outlets = Outlet.objects.filter(id__in=wanted.get("outlet", ()))
    campaigns = Campaign.objects.filter(id__in=wanted.get("campaign", ()))
    return {
        **{("staff", key): name for key, name in staff.values_list("id", "name")},
        **{("key", key): name for key, name in keys.values_list("id", "name")},
        **{("outlet", key): name for key, name in outlets.values_list("id", "name")},
        **{("campaign", key): code for key, code in campaigns.values_list("id", "code")},
    }


def actors_of(tenant_id: int) -> list[tuple[str, str]]:
    """Give who may have changed something: people, keys, and the command line."""
    staff = Staff.objects.filter(tenant_id=tenant_id).order_by("name", "id")
    keys = ApiKey.objects.filter(tenant_id=tenant_id).order_by("name", "id")
    return [
        *((f"staff:{key}", name) for key, name in staff.values_list("id", "name")),
        *(
            (f"key:{key}", _("Key “%(name)s”") % {"name": name})
            for key, name in keys.values_list("id", "name")
        ),
        *((code, str(words)) for code, words in SYSTEM.items()),
    ]


def tell(row: Recorded, names: Names) -> Told:
    """Say in words what was recorded."""
    return Told(
        row=row,
        who=_who(row.actor, names),
        what=str(ACTIONS.get(row.action, row.action)),
        subject_kind=str(SUBJECTS.get(row.subject_kind, row.subject_kind)),
        subject=_named(row, names),
        address=_address(row, names),
        differences=_differences(row),
    )


def _who(actor: str, names: Names) -> str:
    if actor in SYSTEM:
        return str(SYSTEM[actor])
    kind, _colon, text = actor.partition(":")
    found = _uuid(text)
    match kind:
        case "staff":
            return (found and names.get(("staff", found))) or _("Somebody who is gone")
        case "key":
            name = found and names.get(("key", found))
            return _("Key “%(name)s”") % {"name": name or text[:_SHORT]}
        case "member":
            return _("The member")
        case _:
            return _("Plushka by itself")


def _named(row: Recorded, names: Names) -> str:
    if row.subject_kind == "company":
        return ""
    return names.get((row.subject_kind, row.subject_id)) or f"…{str(row.subject_id)[-_SHORT:]}"


def _address(row: Recorded, names: Names) -> str:
    """Lead to what was changed, where it has a page."""
    try:
        match row.subject_kind:
            case "member":
                return reverse("manager-member", args=[row.subject_id])
            case "outlet":
                return reverse("manager-outlet", args=[row.subject_id])
            case "campaign" if name := names.get(("campaign", row.subject_id)):
                return reverse("manager-campaign", args=[name])
            case "company":
                return reverse("manager-company")
            case _:
                return ""
    except NoReverseMatch:
        return ""


def _differences(row: Recorded) -> list[Difference]:
    named = [*row.after, *(field for field in row.before if field not in row.after)]
    empty: tuple[Any, ...] = (None, "", [], {})
    fields = [
        field
        for field in named
        if row.before.get(field) not in empty or row.after.get(field) not in empty
    ]
    is_of_person = row.subject_kind == "member"
    return [
        Difference(
            _field(field),
            _value(row.before.get(field), is_hidden=is_of_person and field in _PERSONAL),
            _value(row.after.get(field), is_hidden=is_of_person and field in _PERSONAL),
        )
        for field in fields
    ]


def _field(code: str) -> str:
    words: str | Promise = FIELDS.get(code, code)
    return str(words)


def _value(value: Any, *, is_hidden: bool) -> str:
    match value:
        case None | "" | [] | {}:
            return "–"
        case bool():
            return _("yes") if value else _("no")
        case str() if is_hidden and _DIGEST.fullmatch(value):
            return _("hidden")
        case str():
            text = value
        case _:
            text = json.dumps(value, ensure_ascii=False, indent=None, sort_keys=True)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
