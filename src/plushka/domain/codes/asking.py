"""What is asked when a code is activated, and what is answered."""

import datetime as dt
from typing import Literal
from uuid import UUID

from msgspec import Struct

from plushka.domain.ledger.terms import Balance
from plushka.domain.members.locator import Locator
from plushka.lib.refusal import Refusal

type Source = Literal["API", "SMS", "BOT", "WEB", "PAGE", "TILL"]

MOST_PLACE = 100


class Activation(Struct, frozen=True, kw_only=True):
    """Somebody wants a code to be theirs. ``code`` is as it was typed.

    ``place`` is the code of an outlet, or what the caller names. ``address`` and ``device`` are
    where it came from, as far as that is known of a person: they are guarded, and never kept.
    """

    code: str
    member: Locator
    source: Source
    actor: str
    place: str = ""
    address: str = ""
    device: str = ""
    #: The ``Idempotency-Key`` of the request, and the API key that it came with.
    key: str | None = None
    key_id: UUID | None = None


class Outcome(Struct, frozen=True, kw_only=True):
    """The code is the member's. ``is_repeat``: it was already, and nothing was done again.

    ``points`` are hundredths, with those that rules gave for it; ``balance`` is that of after.
    ``is_silent``: the phone alone proves nothing of whose account it is (ADR 32).
    """

    activation: UUID
    batch: UUID
    batch_name: str
    member: UUID
    at: dt.datetime
    points: int
    chances: int
    balance: Balance
    is_repeat: bool = False
    is_silent: bool = False


type Answer = Outcome | Refusal
