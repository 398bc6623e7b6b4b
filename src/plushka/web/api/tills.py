"""Sales on their way to the domain: whoever comes at the same time is recorded together."""

from functools import partial
from typing import Any

from plushka.domain.sales import operations as sales
from plushka.domain.sales.asked import Asker
from plushka.domain.sales.loading import SaleCall
from plushka.domain.sales.refusals import KeyRevoked
from plushka.domain.sales.told import ToldSale
from plushka.domain.tenants.queries import Bearer, Place
from plushka.lib.db.connection import connection
from plushka.lib.gather import Gatherer
from plushka.web.api import clock, keys, places
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.incoming import Incoming
from plushka.web.api.running import always, let_in, read, tried
from plushka.web.api.schemas.sold import SaleOut
from plushka.web.api.threads import gathering, in_line, in_thread

_READ_HERE = 1 << 16
"""A longer body is read in a thread, so that other tills do not wait for it."""


def _record(tenant_id: int, calls: list[SaleCall]) -> list[ToldSale | Exception]:
    with connection():
        return sales.record(tenant_id=tenant_id, sales=calls, at=clock.now())


tills: Gatherer[int, SaleCall, ToldSale] = Gatherer(_record, executor=gathering)


def asker_of(bearer: Bearer) -> Asker:
    """Say who asks, and what their key lets them."""
    return Asker(
        actor=f"key:{bearer.key_id}",
        key_id=bearer.key_id,
        outlet_id=bearer.outlet_id,
        is_trusted="trusted" in bearer.scopes,
        has_history="history" in bearer.scopes,
    )


async def gathered(endpoint: Endpoint, incoming: Incoming) -> Answer:
    """Record one sale together with those that wait beside it.

    The key is taken from memory, because the sale asks the database about it
    again with everything else: a revoked one is refused at once.
    """
    call = await called(endpoint, incoming)
    asked = SaleCall(call.asked, asker_of(call.bearer), call.key)
    return answer_of(call, await in_crowd(tills, incoming, call.place.id, asked))


async def called(endpoint: Endpoint, incoming: Incoming) -> Call[Any]:
    """Let somebody in and read what they ask, from memory where they were here before."""
    if (known := _known(incoming.header(b"authorization"))) is None:
        known = await in_thread(partial(tried, partial(_ask, endpoint, incoming), is_safe=always))
    else:
        let_in(endpoint, incoming, known[0])
    bearer, place = known
    work = partial(read, endpoint, incoming, bearer, place)
    return work() if len(incoming.body or b"") < _READ_HERE else await in_thread(work)


async def in_crowd[Item, Result](
    crowd: Gatherer[int, Item, Result], incoming: Incoming, tenant_id: int, item: Item
) -> Result:
    """Wait for the answer of one among those that wait beside it."""
    try:
        with in_line():
            return await crowd.ask(tenant_id, item)
    except KeyRevoked:
        keys.forget(incoming.header(b"authorization"))
        raise


def answer_of(call: Call[object], told: ToldSale) -> Answer:
    """Write what a sale was answered with."""
    out = SaleOut.of(told, zone=call.place.zone, language=call.language)
    return Answer(out, is_repeat=told.is_repeat)


def _known(authorization: bytes) -> tuple[Bearer, Place] | None:
    """Give who asks, from memory; one whose requests are counted is asked about each time."""
    bearer = keys.remembered(authorization)
    if bearer is None or bearer.rate_per_minute is not None:
        return None
    place = places.remembered(bearer.tenant_id)
    return None if place is None else (bearer, place)


def _ask(endpoint: Endpoint, incoming: Incoming) -> tuple[Bearer, Place]:
    bearer = keys.look_up(incoming.header(b"authorization"))
    let_in(endpoint, incoming, bearer)
    return bearer, places.place_of(bearer.tenant_id)
