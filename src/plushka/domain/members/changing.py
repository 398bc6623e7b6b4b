"""What is known of a member changes, and the change is recorded."""

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from msgspec import UNSET, UnsetType

from plushka.domain.audit import operations as audit
from plushka.domain.events import operations as events
from plushka.domain.members import digests, person, sharing, spelling
from plushka.domain.members.identifiers import check_own, claim_statement, claims_of, taken
from plushka.domain.members.locator import Locator, read
from plushka.domain.members.models import Contact, Identifier, Member
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import Place, get_place
from plushka.lib.days import NO_YEAR, local_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import run
from plushka.lib.refusal import BadField, Refusal


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to change; what is left out stays, None takes away.

    Identifiers come in any notation. ``attributes`` replaces them all.
    ``blocked`` is the code of a reason, or None to unblock. ``replaced``
    is the code of the reason why a new card takes the place of the old.
    """

    name: str | UnsetType = UNSET
    birth_date: dt.date | UnsetType | None = UNSET
    phone: str | UnsetType | None = UNSET
    card: str | UnsetType = UNSET
    alias: str | UnsetType | None = UNSET
    attributes: Mapping[str, object] | UnsetType = UNSET
    blocked: str | UnsetType | None = UNSET
    replaced: str = "replaced"
    surname: str | UnsetType = UNSET
    patronymic: str | UnsetType = UNSET
    #: FEMALE, MALE, or empty.
    sex: str | UnsetType = UNSET
    email: str | UnsetType = UNSET
    note: str | UnsetType = UNSET


class _Read(Protocol):
    def __call__(self, text: str, *, path: str) -> str: ...


_TEXTS: Mapping[str, _Read] = {
    "name": person.read_name,
    "surname": person.read_name,
    "patronymic": person.read_name,
    "sex": person.read_sex,
    "email": person.read_email,
    "note": person.read_note,
}


class MemberOutdated(Refusal):
    """Somebody changed the member after the page was opened from which a change comes."""

    code = "member_outdated"

    def __init__(self) -> None:
        super().__init__("The member was changed meanwhile.")


NAMES = frozenset({"surname", "name", "patronymic"})

BETWEEN_CHANGES = dt.timedelta(days=365)
"""How long a changed birth date stays as it is (T17)."""


def change(
    *,
    member_id: UUID,
    changes: Changes,
    actor: str,
    at: dt.datetime,
    reason: str = "",
    stamp: str | None = None,
) -> None:
    """Change a member; the old card finds nobody from then on (T33), an old phone is free again.

    Refuses a member nobody knows, a value that is not acceptable, an
    identifier that somebody has, and, with the ``stamp`` of the person that
    was looked at, one who is another by now. A change to what already is
    leaves no trace.
    """
    member = (
        Member.objects.select_for_update(no_key=True)
        .filter(id=member_id, erased_at=None, merged_into=None)
        .first()
    )
    if member is None:
        raise MemberUnknown
    place = get_place(current_tenant())
    fields = _read_fields(changes, at=at, place=place)
    fields |= _birth_date(member, fields, at=at)
    if fields.get("block_reason") == member.block_reason:
        del fields["blocked_at"]  # blocked since then, not since now
    replaced = person.read_code(changes.replaced, path="replaced")
    wanted = _read_identifiers(changes, region=place.region)
    in_use = _in_use(member_id)
    if stamp is not None and stamp != _stamp(member, in_use):
        raise MemberOutdated
    new = {
        kind: locator
        for kind, locator in wanted.items()
        if (locator and locator.value) != (in_use[kind].value if kind in in_use else None)
    }
    claimed = _claim(member_id, [locator for locator in new.values() if locator], at=at)
    before = _told(member, in_use)
    if new.get("PHONE"):
        # Staff, or a code to the new phone, said whose it is (T43).
        fields |= {"proved_at": at, "doubted_at": None}
    for kind in new:
        _leave(in_use.pop(kind, None), reason=replaced, at=at)
    for identifier in Identifier.objects.filter(id__in=claimed):
        identifier.retired_at, identifier.retire_reason = None, ""
        identifier.save(update_fields=["retired_at", "retire_reason"])
        in_use[identifier.kind] = identifier
    for field, value in fields.items():
        setattr(member, field, value)
    if fields.keys() & NAMES:
        fields["ordered_name"] = member.ordered_name = spelling.ordered(member)
        spelling.spell(member)
    if fields:
        # Only what was read: a sale may be writing beside us.
        member.save(update_fields=list(fields))
    _record(member, before, _told(member, in_use), actor=actor, at=at, reason=reason)


def stamp_of(*, member_id: UUID) -> str:
    """Give what tells whether a person was changed since; refuses one nobody knows."""
    member = Member.objects.filter(id=member_id, erased_at=None).first()
    if member is None:
        raise MemberUnknown
    return _stamp(member, _in_use(member_id))


def _stamp(member: Member, in_use: Mapping[str, Identifier]) -> str:
    told = sorted(_told(member, in_use).items())
    return digests.of_value(bytes(member.salt), "stamp", json.dumps(told))


def _in_use(member_id: UUID) -> dict[str, Identifier]:
    found = Identifier.objects.filter(member_id=member_id, retired_at=None)
    return {identifier.kind: identifier for identifier in found}


def _read_fields(changes: Changes, *, at: dt.datetime, place: Place) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for field, read_text in _TEXTS.items():
        text: str | UnsetType = getattr(changes, field)
        if text is not UNSET:
            fields[field] = read_text(text, path=field)
    if changes.birth_date is not UNSET:
        fields["birth_date"] = person.read_birth_date(
            changes.birth_date, today=local_day(at, place.zone), path="birth_date"
        )
    if changes.attributes is not UNSET:
        fields["attributes"] = person.read_attributes(changes.attributes, path="attributes")
    if changes.blocked is None:
        fields |= {"blocked_at": None, "block_reason": ""}
    elif changes.blocked is not UNSET:
        code = person.read_code(changes.blocked, path="blocked.reason")
        fields |= {"blocked_at": at, "block_reason": code}
    return fields


def _birth_date(member: Member, fields: Mapping[str, Any], *, at: dt.datetime) -> dict[str, Any]:
    """Say since when the new date is known; another one is taken once a year (T17)."""
    date = fields.get("birth_date", member.birth_date)
    if date == member.birth_date:
        return {}
    if member.birth_date is None:
        return {"birth_date_since": at}
    if date is not None and _is_same_day(date, member.birth_date):
        return {}
    changed_at = member.birth_date_changed_at
    if changed_at is not None and at < changed_at + BETWEEN_CHANGES:
        raise BadField("birth_date", "it was changed less than a year ago")
    return {"birth_date_since": date and at, "birth_date_changed_at": at}


def _is_same_day(one: dt.date, other: dt.date) -> bool:
    """Whether only the year is told or taken away: the birthday stays."""
    is_day = (one.month, one.day) == (other.month, other.day)
    return is_day and NO_YEAR in {one.year, other.year}


def _read_identifiers(changes: Changes, *, region: str) -> dict[str, Locator | None]:
    wanted: dict[str, Locator | None] = {}
    for kind in ("phone", "card", "alias"):
        text: str | UnsetType | None = getattr(changes, kind)
        if text is None:
            wanted[kind.upper()] = None
        elif text is not UNSET:
            wanted[kind.upper()] = read(kind, text, region=region, path=kind)
            check_own(wanted[kind.upper()])
    if "CARD" in wanted and wanted["CARD"] is None:
        raise BadField("card", "a member always has a card")
    return wanted


def _claim(member_id: UUID, locators: list[Locator], *, at: dt.datetime) -> list[UUID]:
    """Take identifiers, not in use yet, for the member; all of them or none."""
    claims = claims_of(member_id, locators)
    [rows] = run(raw(), [claim_statement(claims=claims, at=at, retired_at=at)])
    got = [identifier_id for (identifier_id,) in rows]
    if len(got) < len(claims):
        Identifier.objects.filter(id__in=got).delete()
        raise next(iter(taken(locators).values()))
    return got


def _leave(old: Identifier | None, *, reason: str, at: dt.datetime) -> None:
    if old is None:
        return
    if old.kind == Identifier.Kind.CARD:
        old.retired_at, old.retire_reason = at, reason
        old.save(update_fields=["retired_at", "retire_reason"])
        return
    if old.kind == Identifier.Kind.PHONE:
        Contact.objects.filter(phone=old.value).delete()
        # The word that all companies know goes by the phone: it is asked for again, with the new.
        sharing.end_of(member_ids=[old.member_id], at=at)
    old.delete()


def _told(member: Member, in_use: Mapping[str, Identifier]) -> dict[str, Any]:
    salt = bytes(member.salt)
    values: dict[str, Any] = {field: getattr(member, field) for field in _TEXTS}
    values["birth_date"] = member.birth_date
    values |= {f"attributes.{name}": value for name, value in member.attributes.items()}
    values |= {kind.lower(): found.value for kind, found in in_use.items()}
    told = {field: digests.of_value(salt, field, value) for field, value in values.items()}
    return told | {"blocked": member.block_reason}


def _record(
    member: Member,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    actor: str,
    at: dt.datetime,
    reason: str,
) -> None:
    changed = sorted(
        field
        for field in before.keys() | after.keys()
        if before.get(field, "") != after.get(field, "")
    )
    if not changed:
        return
    audit.write(
        actor=actor,
        action="member_changed",
        subject_kind="member",
        subject_id=member.id,
        at=at,
        before={field: before.get(field, "") for field in changed},
        after={field: after.get(field, "") for field in changed},
        reason=reason,
    )
    events.write(events=[events.NewEvent("member_changed", at, member.id, {"fields": changed})])
