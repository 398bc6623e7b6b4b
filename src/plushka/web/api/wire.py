"""The three things an ASGI application is given, as loosely as the protocol has them."""

from collections.abc import Awaitable, Callable
from typing import Any

type Scope = dict[str, Any]
type Receive = Callable[[], Awaitable[dict[str, Any]]]
type Send = Callable[[dict[str, Any]], Awaitable[None]]
