"""How often a key may be used: so many requests a minute, over all server processes together."""

import datetime as dt
from uuid import UUID

from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.refusal import Refusal


class TooManyRequests(Refusal):
    """The key has asked as often as it may this minute; ``retry_after`` seconds begin another."""

    code = "too_many_requests"

    def __init__(self, *, rate: int, retry_after: int) -> None:
        super().__init__(
            f"This key may ask at most {rate} times a minute.",
            rate=rate,
            retry_after=retry_after,
        )
        self.retry_after = retry_after


def count(*, key_id: UUID, rate_per_minute: int | None, at: dt.datetime) -> None:
    """Count one request, or refuse it; a key without a rate is not counted.

    Refused requests count too. Outside a transaction, so that the count
    stands whatever becomes of the request.
    """
    if rate_per_minute is None:
        return
    minute = at.replace(second=0, microsecond=0)
    values = {"key": key_id, "minute": minute}
    statement = Statement("count_minute", load(__package__, "count_minute"), values)
    [[(used,)]] = run(raw(), [statement])
    if used > rate_per_minute:
        raise TooManyRequests(rate=rate_per_minute, retry_after=60 - at.second)
