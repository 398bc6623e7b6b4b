"""What is asked of the gift shop."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

type Source = Literal["WEB", "BOT", "TILL", "API"]

MOST_LINES = 20
MOST_PIECES = 1000

USUAL_TIME = dt.timedelta(days=3)
"""So long points and stock are kept for an order whose money is still to be paid."""


@dataclass(frozen=True, slots=True)
class Orderer:
    """Who orders or changes an order, and what they may.

    ``is_trusted`` needs no code of the member's; ``is_proved`` is somebody of whom more than
    the phone is known (T43). ``outlet_id`` binds to one outlet.
    """

    actor: str
    source: Source
    is_trusted: bool = False
    is_proved: bool = False
    outlet_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class AskedLine:
    """So many pieces of a reward, by its code."""

    reward: str
    quantity: int = 1


@dataclass(frozen=True, slots=True)
class Delivery:
    """To whom and where it is brought, in the member's words."""

    name: str
    phone: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class AskedOrder:
    """What a member wants; either an outlet's code or a delivery.

    ``confirmation`` is the member's code, told at ``confirmed_at``: an outlet's code too, where
    it was asked for.
    """

    member_id: UUID
    lines: tuple[AskedLine, ...]
    outlet: str | None = None
    delivery: Delivery | None = None
    confirmation: str | None = None
    confirmed_at: UUID | None = None
