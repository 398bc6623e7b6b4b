"""Who may join, and who may invite (U23, U24)."""

from typing import Annotated, Literal

from msgspec import Meta

from plushka.domain.programmes.sections.parts import Amount, Part

type Times = Annotated[int, Meta(ge=0, le=1_000_000)]
type Term = Annotated[int, Meta(ge=1, le=366)]


class Inviting(Part, frozen=True):
    """Who may join, and how many people a member and the company may invite.

    The right to invite is had from ``right_from`` points: of all that was ever ``earned``, which
    spending does not take away, or of the ``balance`` of now. ``by_sms`` lets the company pay for
    invitations to phones; one phone is written to once within ``sms_again_days``.
    """

    joining: Literal["anybody", "invited"] = "anybody"
    right_from: Amount = "0"
    right_of: Literal["earned", "balance"] = "earned"
    a_month: Times = 10
    in_all: Times = 100
    company_a_month: Times = 10_000
    valid_days: Term = 30
    by_sms: bool = False
    sms_again_days: Term = 90
