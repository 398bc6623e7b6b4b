"""What every way of reaching people shares: one interface, whatever system is behind it.

A channel hands one message at a time to a provider and says what became of it; the worker runs
as many of them together as the channel allows. Nothing here knows companies, members or
consents: who may be told what, in which order and at which price, is decided before.
"""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal, Protocol
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way by one channel.

    ``id`` is ours and the same however often it is tried by this channel: a provider that
    knows ids sends once. ``to`` is what the channel reaches people by: a phone in E.164, an
    e-mail address, a chat's number, a browser's push subscription as JSON.
    """

    id: UUID
    to: str
    text: str
    subject: str = ""
    sender: str = ""
    """The name the company sends by (E1); empty is the provider's own."""
    language: str = "ru"
    is_advertising: bool = False
    is_code: bool = False
    """Whether it brings a one-time code: a voice says that digit by digit."""
    opt_out_url: str = ""
    """Where one click ends advertising, for channels that carry such a link."""
    is_answered: bool = False
    """Whether a voice call asks for a key to be pressed."""
    valid_until: dt.datetime | None = None
    """A code of five minutes is of no use later: the provider shall not try longer."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider has it; a report may follow under ``provider_id``."""

    provider_id: str
    n_parts: int = 1
    cost: int | None = None
    """Kopecks, where the provider says so."""
    is_delivered: bool = False
    """The provider's yes is the last word: nothing more will be heard of it."""


@dataclass(frozen=True, slots=True)
class Refused:
    """It was not sent, for certain. ``is_final``: asking again brings the same answer."""

    code: str
    is_final: bool = False
    is_address_gone: bool = False
    """Nobody is reached by this address any more: a bot that was blocked, an ended browser."""
    retry_after: float | None = None
    """Seconds, where the provider asks for a pause."""


@dataclass(frozen=True, slots=True)
class Unsure:
    """The line broke after it was handed over: it may have been sent.

    ``provider_id`` is where a report on it would come under a name that we gave it.
    """

    code: str
    provider_id: str = ""


type Result = Accepted | Refused | Unsure


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a message later; may come twice, and before the provider's answer."""

    provider_id: str
    state: Literal["DELIVERED", "FAILED", "EXPIRED"]
    at: dt.datetime | None = None
    code: str = ""
    cost: int | None = None
    """Kopecks, where the provider says so."""
    pressed: str = ""
    """The key that was pressed in a call."""
    gone: str = ""
    """The address at which nobody is any more, where the provider says so."""


@dataclass(frozen=True, slots=True)
class Inbound:
    """Something a person wrote to us, or a call of theirs.

    ``id`` is the provider's, to know repeats; where it has none, the channel makes one of what
    it was told. ``sender`` is a phone in E.164, or a chat's number.
    """

    id: str
    sender: str
    text: str
    to: str = ""
    kind: Literal["TEXT", "CONTACT", "START", "STOP", "CALL"] = "TEXT"
    """``CONTACT``: a phone that the messenger vouches for is the text; no text where it is
    somebody else's. ``START``: a bot was opened, with the link's word as the text. ``STOP``: it
    was blocked. ``CALL``: a missed call.
    """
    at: dt.datetime | None = None
    name: str = ""
    language: str = ""
    """What the person reads, where a messenger says it: ``ru``."""


type Heard = Report | Inbound
type Listener = Callable[[Heard], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the provider to our address for it, as it came."""

    method: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What the provider is answered, and what was heard."""

    heard: list[Heard] = field(default_factory=list)
    body: str = ""
    media_type: str = "text/plain"
    status: int = 200


class Forged(Exception):  # noqa: N818 - a fault said in the trade's words
    """The call does not carry the secret or signature that the provider's calls carry."""


class Trouble(Exception):  # noqa: N818 - a fault said in the trade's words
    """The provider cannot be used as it is set up; the sentence says why, without secrets."""


class Channel(Protocol):
    """A provider, set up for one company.

    ``start`` is called once before anything is sent, by the worker; ``read`` also without it,
    by whoever answers the provider's calls.
    """

    knows_ids: ClassVar[bool]
    """Whether the provider sends one id once, so that trying again is safe."""
    at_once: int
    """How many messages may be on their way together."""

    async def start(self, listener: Listener) -> None:
        """Open what stays open; what is heard over it goes to the listener. Raises nothing."""

    async def send(self, message: Outgoing) -> Result:
        """Hand one message over. Raises nothing: what went wrong is the result."""

    def read(self, call: Call) -> Answer:
        """Read a call of the provider; raises ``Forged``, and ``ValueError`` for rubbish."""

    async def balance(self) -> int | None:
        """Give what is left at the provider, in kopecks; None where it does not say."""

    async def check(self) -> str:
        """Try whether messages could be sent, without sending one; give what the provider calls
        us. Raises ``Trouble``.
        """

    async def close(self) -> None:
        """Let go of what ``start`` opened, after what is on its way has ended."""
