"""What a merge moved, as it is kept: enough to undo it."""

from uuid import UUID

import msgspec

from plushka.domain.campaigns.uniting import Used
from plushka.domain.effects.uniting import Given
from plushka.domain.ledger.merging import Paid
from plushka.domain.members.uniting import Handed
from plushka.domain.sales.uniting import Joined


class Points(msgspec.Struct, frozen=True):
    """The balance that moved, signed, which accounts moved, what was paid across, which gifts.

    ``gifts`` went back because the kept one has had the same; in hundredths.
    """

    points: int
    accounts: list[UUID]
    paid: list[Paid]
    gifts: int


class Moved(msgspec.Struct, frozen=True):
    """All of it, idea by idea."""

    points: Points
    handed: Handed
    joined: Joined
    given: Given
    used: list[Used]
    messages: list[UUID]
    invitations: list[UUID] = []
    vouchers: list[UUID] = []
    certificates: list[UUID] = []


def kept(moved: Moved) -> object:
    """Write it for a JSON column."""
    return msgspec.to_builtins(moved)


def read(column: object) -> Moved:
    """Read what the column holds."""
    return msgspec.convert(column, Moved)
