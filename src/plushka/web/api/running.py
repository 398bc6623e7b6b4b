"""How an endpoint's call of the domain is run: who asks is looked up, what they ask is read."""

from collections.abc import Callable
from functools import partial
from typing import Any, cast

from django.db import IntegrityError, InterfaceError, OperationalError, connection
from psycopg_pool import PoolTimeout

from plushka.domain.repeats import operations as repeats
from plushka.domain.repeats import queries as kept_answers
from plushka.domain.tenants import rates
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import Bearer, Place
from plushka.lib.db.statements import RowsLost
from plushka.lib.refusal import Refusal
from plushka.web.api import keys, language
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.incoming import Incoming
from plushka.web.api.places import place_of
from plushka.web.api.threads import in_thread

_ATTEMPTS = 3
"""How often a write is tried that met another one."""


async def in_context(endpoint: Endpoint, incoming: Incoming) -> Answer:
    """Run it inside the tenant's transaction; a write with a key is done once (T6)."""
    return await in_thread(partial(_in_context, endpoint, incoming))


async def alone(endpoint: Endpoint, incoming: Incoming) -> Answer:
    """Run it by itself: the domain opens the tenant's transaction, and minds repeats."""
    return await in_thread(partial(_alone, endpoint, incoming))


def let_in(endpoint: Endpoint, incoming: Incoming, bearer: Bearer) -> None:
    """Refuse a key that lacks the scope, or has asked too often this minute."""
    incoming.tenant_id = bearer.tenant_id
    keys.need(bearer, endpoint.scope)
    rates.count(key_id=bearer.key_id, rate_per_minute=bearer.rate_per_minute, at=incoming.at)


def read(endpoint: Endpoint, incoming: Incoming, bearer: Bearer, place: Place) -> Call[Any]:
    """Read what is asked."""
    key = incoming.headers.get(b"idempotency-key") if endpoint.is_write else None
    accepted = incoming.header(b"accept-language")
    return Call(
        bearer=bearer,
        place=place,
        at=incoming.at,
        language=language.chosen(accepted, place.language),
        refuses_in=language.chosen(accepted, language.REFUSING),
        key=None if key is None else kept_answers.read_key(key.decode("latin-1")),
        ids=incoming.ids(),
        number=incoming.number(),
        code=incoming.code(),
        asked=_asked(endpoint, incoming, place.region),
    )


def _asked(endpoint: Endpoint, incoming: Incoming, region: str) -> Any:
    if endpoint.body is not None:
        body = incoming.json(most=endpoint.most, is_optional=endpoint.is_body_optional)
        return endpoint.body.read(body, region)
    if endpoint.query is not None:
        return endpoint.query.read(incoming.parameters(), region)
    return None


def tried[Result](work: Callable[[], Result], *, is_safe: Callable[[], bool]) -> Result:
    """Do it again when the database, not the request, was at fault, if that is safe.

    A connection that was lost is taken back; one that nobody has to give is
    not asked for again, because whoever waited has waited long enough.
    """
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return work()
        except (IntegrityError, OperationalError, InterfaceError, RowsLost) as fault:
            connection.close()
            is_busy = isinstance(fault.__cause__, PoolTimeout)
            if attempt == _ATTEMPTS or is_busy or not is_safe():
                raise
    raise AssertionError("unreachable")


def always() -> bool:
    """Say that it may be done again: the domain knows what was done before."""
    return True


def _call(endpoint: Endpoint, incoming: Incoming) -> Call[Any]:
    bearer = keys.look_up(incoming.header(b"authorization"))
    let_in(endpoint, incoming, bearer)
    return read(endpoint, incoming, bearer, place_of(bearer.tenant_id))


def _alone(endpoint: Endpoint, incoming: Incoming) -> Answer:
    return tried(lambda: endpoint.act(_call(endpoint, incoming)), is_safe=always)


def _in_context(endpoint: Endpoint, incoming: Incoming) -> Answer:
    call = tried(partial(_call, endpoint, incoming), is_safe=always)
    done: list[Answer] = []
    # A commit whose answer was lost may have happened: only a key tells.
    is_told = bool(call.key) or not endpoint.is_write
    return tried(partial(_attempt, endpoint, call, done), is_safe=lambda: is_told or not done)


def _attempt(endpoint: Endpoint, call: Call[Any], done: list[Answer]) -> Answer:
    """Act in one transaction; ``done`` holds the answer from before the commit on."""
    with tenant_context(call.place.id):
        done.append(_once(endpoint, call) if call.key else endpoint.act(call))
    return done[-1]


def _once(endpoint: Endpoint, call: Call[Any]) -> Answer:
    key = cast("str", call.key)
    print_ = kept_answers.fingerprint(
        endpoint.operation,
        [{name: str(one) for name, one in call.ids.items()} | _named(call), call.asked],
    )
    if answered := _answered(endpoint, key, print_):
        return answered
    try:
        answer = endpoint.act(call)
    except Refusal:
        # The same request may have been done meanwhile, which is why this one is refused.
        if answered := _answered(endpoint, key, print_):
            return answered
        raise
    kept = repeats.NewAnswer(
        key=key,
        operation=endpoint.operation,
        fingerprint=print_,
        status=endpoint.status,
        answer=answer.told,
        member_id=answer.about,
    )
    repeats.remember(answers=[kept], at=call.at)
    return answer


def _named(call: Call[Any]) -> dict[str, str]:
    """Give what the address names besides ids."""
    return {"code": call.code} if call.code else {}


def _answered(endpoint: Endpoint, key: str, print_: bytes) -> Answer | None:
    known = kept_answers.find(keys=[key]).get(key)
    if known is None:
        return None
    kept_answers.check(known, operation=endpoint.operation, fingerprint=print_)
    return Answer(known.answer, is_repeat=True)
