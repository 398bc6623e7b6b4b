"""Tries are counted, in the database: for a phone, a card, a member, an address (T24, T43).

Nobody learns from a count whether a phone is known: it is made before anybody
is looked for.
"""

import datetime as dt
import math
from collections.abc import Iterable
from dataclasses import dataclass

from plushka.domain.access.digests import of_tried
from plushka.domain.access.models import Attempt
from plushka.domain.tenants.context import current_tenant
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.refusal import Refusal

HOUR = dt.timedelta(hours=1)
KEPT = dt.timedelta(days=1)


class TooManyTries(Refusal):
    """The same was tried too often within an hour; ``retry_after`` seconds let one more in."""

    code = "too_many_tries"

    def __init__(self, *, retry_after: int) -> None:
        super().__init__("This was tried too often; wait a while.", retry_after=retry_after)
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Limit:
    """How often ``who`` may try something within an hour."""

    what: str
    who: str
    most: int


def count(limits: Iterable[Limit], *, at: dt.datetime) -> None:
    """Count one try against each limit, or refuse it where one is full; then nothing is counted.

    A refusal that comes later in the same transaction must be a remembered
    one, or the try is not counted after all.
    """
    tenant = current_tenant()
    wanted = {of_tried(tenant, one.what, one.who): one for one in limits if one.who}
    wait_for_others(wanted)
    tried: dict[bytes, list[dt.datetime]] = {digest: [] for digest in wanted}
    for digest, moment in Attempt.objects.filter(
        digest__in=list(wanted), at__gt=at - HOUR
    ).values_list("digest", "at"):
        tried[bytes(digest)].append(moment)
    waits = [
        sorted(tried[digest])[-one.most] + HOUR - at
        for digest, one in wanted.items()
        if len(tried[digest]) >= one.most
    ]
    if waits:
        raise TooManyTries(retry_after=math.ceil(max(waits).total_seconds()))
    Attempt.objects.bulk_create(
        Attempt(tenant_id=tenant, digest=digest, at=at) for digest in wanted
    )


def wait_for_others(digests: Iterable[bytes]) -> None:
    """Let those who try the same at once come one after the other, or a limit would not hold."""
    keys = sorted(int.from_bytes(digest[:8], signed=True) for digest in digests)
    run(raw(), [Statement("lock_tries", load(__package__, "lock_tries"), {"keys": keys})])


def forget_old(*, at: dt.datetime) -> int:
    """Delete the tries of the tenant in context that count no more; give how many."""
    n_deleted: int = Attempt.objects.filter(at__lt=at - KEPT).delete()[0]
    return n_deleted
