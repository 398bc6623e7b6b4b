"""Who is meant, and what is known of them."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from plushka.domain.aliases import speaking
from plushka.domain.members import naming, token
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Member
from plushka.domain.members.phone import mask
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.refusal import Refusal


class MemberUnknown(Refusal):
    """Nobody is found by this phone, card, alias, token or id.

    ``is_misheard``: it is an alias whose last letter tells a slip of the tongue or the hand.
    """

    code = "member_unknown"

    def __init__(self, *, is_misheard: bool = False) -> None:
        if is_misheard:
            super().__init__("There is no such alias: it has a slip in it.", misheard=True)
        else:
            super().__init__("There is no such member.")


@dataclass(frozen=True, slots=True)
class Profile:
    """A member as staff and the member see it; money in kopecks."""

    id: UUID
    name: str
    birth_date: dt.date | None
    outlet_id: UUID | None
    referrer_id: UUID | None
    created_at: dt.datetime
    blocked_at: dt.datetime | None
    block_reason: str
    #: A code of the programme's tiers.
    tier: str
    paid_total: int
    n_purchases: int
    last_purchase_at: dt.datetime | None
    #: E.164, in full: for the member and the code that reaches them.
    phone: str | None
    card: str | None
    alias: str | None
    surname: str
    patronymic: str
    #: FEMALE, MALE, or empty where it was not told.
    sex: str
    email: str
    note: str
    #: Since when the member lets nobody spend their points.
    frozen_at: dt.datetime | None
    #: When a second proof was last given, and since when the phone is doubted (T43).
    proved_at: dt.datetime | None
    doubted_at: dt.datetime | None
    attributes: dict[str, Any]

    @property
    def full_name(self) -> str:
        """Surname, name and patronymic, as far as they are known."""
        return naming.full(surname=self.surname, name=self.name, patronymic=self.patronymic)

    @property
    def masked_phone(self) -> str | None:
        """The phone as everybody else sees it."""
        return self.phone and mask(self.phone)


def locate_statement(*, locators: Iterable[Locator], at: dt.datetime) -> Statement:
    """Give the statement that finds members; ``located`` reads its rows."""
    kinds, values, ids = [], [], []
    name = "locate"
    for locator in dict.fromkeys(locators):
        if locator.kind == "TOKEN":
            if (shown := token.read(current_tenant(), locator.value, at)) is not None:
                ids.append(shown)
        elif locator.kind == "ID":
            ids.append(UUID(locator.value))
        else:
            if locator.kind == "ALIAS" and speaking.read(locator.value):
                name = "locate_shared"
            kinds.append(locator.kind)
            values.append(locator.value)
    return Statement(
        name=name,
        sql=load(__package__, name),
        values={"tenant": current_tenant(), "kinds": kinds, "values": values, "ids": ids},
    )


def located(
    rows: Iterable[tuple[Any, ...]], *, locators: Iterable[Locator], at: dt.datetime
) -> dict[Locator, UUID]:
    """Read the rows of ``locate_statement``; a locator not among the answer finds nobody."""
    found = {(kind, value): member_id for kind, value, member_id in rows}
    answer = {}
    for locator in locators:
        name: tuple[str, str] = (locator.kind, locator.value)
        if locator.kind == "TOKEN":
            name = ("ID", str(token.read(current_tenant(), locator.value, at)))
        if name in found:
            answer[locator] = found[name]
    return answer


def locate(*, locators: Sequence[Locator], at: dt.datetime) -> dict[Locator, UUID]:
    """Find members by what they are called, all in one statement.

    ``at`` is now: it decides whether a token is still shown.
    """
    [rows] = run(raw(), [locate_statement(locators=locators, at=at)])
    return located(rows, locators=locators, at=at)


def identify(*, locator: Locator, at: dt.datetime) -> UUID:
    """Find one member, or refuse as ``member_unknown``."""
    found = locate(locators=[locator], at=at)
    if locator not in found:
        raise unknown(locator)
    return found[locator]


def unknown(locator: Locator | None) -> MemberUnknown:
    """Give the refusal where a name finds nobody: who misheard an alias is told to ask again.

    By the form of the word alone: nobody learns whether another company knows it.
    """
    if locator is None or locator.kind != "ALIAS":
        return MemberUnknown()
    return MemberUnknown(is_misheard=speaking.is_slip(locator.value))


def find_profiles(*, member_ids: Sequence[UUID]) -> dict[UUID, Profile]:
    """Say what is known of members, in one statement; the erased are left out.

    For who was merged into another stands that other (T33).
    """
    [rows] = run(
        raw(),
        [
            Statement(
                name="profiles",
                sql=load(__package__, "profiles"),
                values={"tenant": current_tenant(), "ids": list(member_ids)},
            )
        ],
    )
    return {asked: Profile(*[*known, json.loads(text)]) for asked, *known, text in rows}


def kept(member_id: UUID) -> UUID:
    """Give who stands for a member: whom they were merged into, else they themselves (T33)."""
    into = Member.objects.filter(id=member_id).values_list("merged_into_id", flat=True).first()
    return into or member_id


def merged_into(member_id: UUID) -> list[UUID]:
    """Give who was merged into a member (T33)."""
    found = Member.objects.filter(merged_into_id=member_id).order_by("id")
    return list(found.values_list("id", flat=True))


def of_one(member_id: UUID) -> Q:
    """Choose rows of a member, also those that name who was merged into them (T33)."""
    # A list of members first, which an index finds; an OR over both tables would read them whole.
    own = Member.objects.filter(Q(id=member_id) | Q(merged_into_id=member_id))
    return Q(member_id__in=own.values("id"))


def get_profile(*, member_id: UUID) -> Profile:
    """Say what is known of one member, or refuse as ``member_unknown``."""
    found = find_profiles(member_ids=[member_id])
    if member_id not in found:
        raise MemberUnknown
    return found[member_id]
