"""Identifiers are claimed: given to a member unless somebody has them."""

import datetime as dt
from collections.abc import Iterable, Sequence
from uuid import UUID

from plushka.domain.aliases import rudeness, speaking
from plushka.domain.members.locator import Locator
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField, Refusal

CLAIMED = "claimed"
"""Why a new identifier of a member is not in use yet: the old one must make way first."""


class AlreadyMember(Refusal):
    """The phone, card or alias is a member's already."""

    code = "already_member"

    def __init__(self, member_id: UUID) -> None:
        super().__init__(
            "There is already a member with this phone, card or alias.", id=str(member_id)
        )
        self.member_id = member_id


def check_own(locator: Locator | None) -> None:
    """Refuse an alias that a company may not give of its own, by the field ``alias``.

    Words of the form that all companies know are given to persons, by ``sharing`` alone; nobody is
    to say a rude one at a till (T44).
    """
    if locator is None or locator.kind != "ALIAS":
        return
    if speaking.read(locator.value):
        raise BadField("alias", "a word of this form is given by the system, to who asks for it")
    if rudeness.is_rude(locator.value):
        raise BadField("alias", "nobody is called by a rude word")


def claim_statement(
    *,
    claims: Sequence[tuple[UUID, UUID, Locator]],
    at: dt.datetime,
    retired_at: dt.datetime | None = None,
) -> Statement:
    """Give the statement that claims identifiers; its rows are the ids of those that were got.

    A claim is the id of the new identifier, the member, and what it is.
    """
    return Statement(
        name="claim_identifiers",
        sql=load(__package__, "claim_identifiers"),
        values={
            "tenant": current_tenant(),
            "at": at,
            "retired_at": retired_at,
            "retire_reason": "" if retired_at is None else CLAIMED,
            "ids": [identifier_id for identifier_id, _, _ in claims],
            "members": [member_id for _, member_id, _ in claims],
            "kinds": [locator.kind for _, _, locator in claims],
            "values": [locator.value for _, _, locator in claims],
        },
    )


def claims_of(member_id: UUID, locators: Iterable[Locator]) -> list[tuple[UUID, UUID, Locator]]:
    """Make the claims of one member."""
    return [(new_id(), member_id, locator) for locator in locators]


def taken(locators: Sequence[Locator]) -> dict[Locator, Refusal]:
    """Say which identifiers cannot be claimed, and why, in one statement."""
    [rows] = run(
        raw(),
        [
            Statement(
                name="taken",
                sql=load(__package__, "taken"),
                values={
                    "tenant": current_tenant(),
                    "kinds": [locator.kind for locator in locators],
                    "values": [locator.value for locator in locators],
                },
            )
        ],
    )
    return {
        Locator(kind, value): BadField(kind.lower(), "this card was replaced and is void")
        if is_retired
        else AlreadyMember(member_id)
        for kind, value, member_id, is_retired in rows
    }
