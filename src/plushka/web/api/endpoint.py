"""An endpoint: what it takes, whom it lets in, what it answers, and what it may refuse.

One table of endpoints serves, and describes itself in the OpenAPI file.
"""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

import msgspec

from plushka.domain.tenants.queries import Bearer, Place
from plushka.lib.refusal import Refusal
from plushka.web.api.incoming import MEBIBYTE, Incoming
from plushka.web.api.reading.shape import Shape

type Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]


@dataclass(frozen=True, slots=True)
class Call[Asked]:
    """One request, read and let in."""

    bearer: Bearer
    place: Place
    at: dt.datetime
    language: str
    #: The language of what is refused within the answer.
    refuses_in: str
    #: The ``Idempotency-Key``, where one was sent.
    key: str | None
    ids: Mapping[str, UUID]
    #: What the body says, else what the query says, in the domain's words.
    asked: Asked
    #: The ``{number}`` of the address, where it has one.
    number: int = 0
    #: The ``{code}`` of the address, where it has one.
    code: str = ""

    @property
    def actor(self) -> str:
        """Who asks, as the ledger names them."""
        return f"key:{self.bearer.key_id}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered: a struct, or JSON that was kept.

    ``about`` is the member whose personal data it holds. A repeat is answered
    as it was the first time, with status 200.
    """

    told: Any
    is_repeat: bool = False
    about: UUID | None = None


type Act = Callable[[Call[Any]], Answer]
type Run = Callable[["Endpoint", Incoming], Awaitable[Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """One method of one address.

    ``act`` is the one call of the domain, ``run`` how it is run: in the
    tenant's transaction, or by itself where the domain opens that.
    ``operation`` names a write among the repeats that are remembered.
    """

    method: Method
    path: str
    scope: str
    act: Act
    run: Run
    summary: str
    tag: str
    answers: type[msgspec.Struct]
    status: int = 200
    body: Shape[Any] | None = None
    query: Shape[Any] | None = None
    operation: str = ""
    refuses: tuple[type[Refusal], ...] = ()
    #: Refusals that have another status here than elsewhere.
    statuses: Mapping[str, int] | None = None
    most: int = MEBIBYTE
    is_body_optional: bool = False
    example: Any = None

    @property
    def is_write(self) -> bool:
        """Tell whether it takes an ``Idempotency-Key``."""
        return bool(self.operation)

    def status_of(self, refusal: Refusal) -> int | None:
        """Give the status of a refusal where it is another than elsewhere."""
        return (self.statuses or {}).get(refusal.code)
