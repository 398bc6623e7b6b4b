"""A message that is handed over to a provider, and what came of it."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.messaging.models import Nature


@dataclass(frozen=True, slots=True)
class Due:
    """A message to be handed over now; ``attempt_id`` is what it is settled by."""

    id: UUID
    attempt_id: UUID
    kind: str
    nature: int
    connection_id: UUID | None
    way: str
    address: str
    text: str
    subject: str
    language: str
    valid_until: dt.datetime | None
    n_tries: int
    ways_tried: tuple[str, ...]
    member_id: UUID | None
    #: What it takes by its length and the company's prices, in kopecks.
    n_parts: int = 0
    price: int = 0

    @property
    def is_advertising(self) -> bool:
        """Whether it must say how to opt out."""
        return self.nature == Nature.ADVERTISING


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a provider said of one message; a state of ``Attempt``, never STARTED.

    ``is_final`` and ``is_address_gone`` say of a FAILED one that this way is of no use;
    ``retry_after`` is a pause it asks for, which is no failure of the message. ``is_repeatable``
    says of one that was PERHAPS sent that trying again sends nothing twice.
    """

    due: Due
    state: str
    provider_id: str = ""
    n_parts: int = 0
    cost: int | None = None
    code: str = ""
    is_final: bool = False
    is_address_gone: bool = False
    is_repeatable: bool = False
    retry_after: dt.timedelta | None = None
