"""Whether a message may go, when, by which way and to which address: the one gate (U27, U28).

Plain Python over facts that were read before. Whatever sends, asks here; a test walks all that
sends and finds no way past it.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from plushka.domain.messaging import policy
from plushka.domain.messaging.models import Nature
from plushka.domain.messaging.policy import Rules

MESSENGERS: tuple[str, ...] = ("TELEGRAM", "MAX", "VK", "PUSH")
_CHOSEN: Mapping[str, tuple[str, ...]] = {
    "SMS": ("SMS",),
    "EMAIL": ("EMAIL",),
    "MESSENGER": MESSENGERS,
    "PUSH": ("PUSH",),
    "VOICE": ("VOICE",),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A message that is due."""

    id: UUID
    kind: str
    nature: int
    valid_until: dt.datetime | None = None
    ways_tried: tuple[str, ...] = ()
    #: What the last attempt met.
    code: str = ""


@dataclass(frozen=True, slots=True)
class Reached:
    """What is known of how one person is reached, and what they agreed to."""

    #: By way, the newest first; a phone serves SMS and VOICE.
    addresses: Mapping[str, Sequence[str]]
    #: Ways that advertising may take by the consents that stand.
    agreed_ways: frozenset[str] = frozenset()
    #: Addresses that nothing, or no advertising, goes to.
    blocked: frozenset[tuple[str, str]] = frozenset()
    blocked_for_advertising: frozenset[tuple[str, str]] = frozenset()
    #: NONE, SMS, EMAIL, MESSENGER, PUSH, VOICE, or empty.
    chosen: str = ""
    n_advertised_day: int = 0
    n_advertised_week: int = 0
    zone: str = "UTC"
    is_gone: bool = False
    """Erased, or a member no more."""


@dataclass(frozen=True, slots=True)
class Go:
    """Send it: by which connection, to which address."""

    way: str
    connection_id: UUID | None
    address: str


@dataclass(frozen=True, slots=True)
class Later:
    """Not before."""

    at: dt.datetime


@dataclass(frozen=True, slots=True)
class Stop:
    """Never: ``is_dead`` where we failed, else because it must not or need not be."""

    code: str
    is_dead: bool = False


type Decision = Go | Later | Stop


@dataclass(frozen=True, slots=True)
class Means:
    """What a company can send by, and what it still may spend."""

    rules: Rules
    #: Connections that are on, by way, the first first; None in their place is the console.
    connections: Mapping[str, Sequence[UUID | None]] = field(default_factory=dict)
    #: Connections that have as much on their way as they take.
    busy: frozenset[UUID | None] = frozenset()
    is_money_left: bool = True


def decide(wanted: Wanted, person: Reached, means: Means, *, at: dt.datetime) -> Decision:
    """Say what becomes of a message now.

    The order of the questions is the order of what people are told on the journal's page.
    """
    if person.is_gone:
        return Stop("member_gone")
    if wanted.valid_until is not None and at >= wanted.valid_until:
        return Stop(wanted.code or "too_late", is_dead=bool(wanted.ways_tried or wanted.code))
    if refusal := _refusal(wanted, person, means):
        return Stop(refusal)
    way = _by_which_way(wanted, person, means, at=at)
    if isinstance(way, Stop) and wanted.ways_tried:
        # Nobody is woken by what goes nowhere, and whoever waits for its end need not (B11).
        return way
    return _not_now(wanted, person, means.rules, at=at) or way


def _not_now(
    wanted: Wanted, person: Reached, rules: Rules, *, at: dt.datetime
) -> Later | Stop | None:
    quiet = policy.wait_until(
        rules, kind=wanted.kind, nature=wanted.nature, at=at, zone=person.zone
    )
    if quiet is not None:
        return Later(quiet)
    if wanted.nature == Nature.ADVERTISING and _is_capped(person, rules):
        return Later(at + dt.timedelta(days=1)) if _may_wait(wanted, at) else Stop("capped")
    return None


def _refusal(wanted: Wanted, person: Reached, means: Means) -> str:
    if wanted.nature != Nature.CODE and person.chosen == "NONE":
        return "member_wants_none"
    if wanted.nature == Nature.ADVERTISING:
        if not person.agreed_ways:
            return "no_consent"
        if not means.is_money_left:
            return "no_money"
        if not means.rules.advertising_a_day or not means.rules.advertising_a_week:
            return "capped"
    return ""


def _is_capped(person: Reached, rules: Rules) -> bool:
    return (
        person.n_advertised_day >= rules.advertising_a_day
        or person.n_advertised_week >= rules.advertising_a_week
    )


def _may_wait(wanted: Wanted, at: dt.datetime) -> bool:
    return wanted.valid_until is None or at + dt.timedelta(days=1) < wanted.valid_until


def _by_which_way(wanted: Wanted, person: Reached, means: Means, *, at: dt.datetime) -> Decision:
    ways = policy.ways_for(means.rules, kind=wanted.kind, nature=wanted.nature)
    if wanted.nature != Nature.CODE:
        ways = _chosen_first(ways, person.chosen)
    met: list[str] = []
    for way in ways:
        address, trouble = _address(wanted, person, means, way)
        if trouble == "busy":
            return Later(at + dt.timedelta(seconds=2))
        if address is not None:
            return Go(way, means.connections[way][0], address)
        met.append(trouble)
    if wanted.ways_tried:
        return Stop(wanted.code or "failed", is_dead=True)
    if "blocked" in met:
        return Stop("blocked")
    is_without_channel = "no_channel" in met
    return Stop("no_channel" if is_without_channel else "no_address", is_dead=is_without_channel)


def _address(wanted: Wanted, person: Reached, means: Means, way: str) -> tuple[str | None, str]:
    """Give the address of a way, or what stands in its way."""
    is_advertising = wanted.nature == Nature.ADVERTISING
    addresses = person.addresses.get(way)
    if way in wanted.ways_tried or not addresses:
        return None, "no_address"
    if is_advertising and way not in person.agreed_ways:
        return None, "no_consent"
    free = [one for one in addresses if _is_free(wanted, person, way, one)]
    if not free:
        return None, "blocked"
    if not means.connections.get(way):
        return None, "no_channel"
    return (None, "busy") if means.connections[way][0] in means.busy else (free[0], "")


def _is_free(wanted: Wanted, person: Reached, way: str, address: str) -> bool:
    if (way, address) in person.blocked:
        return False
    is_unasked = wanted.nature == Nature.ADVERTISING or wanted.kind in policy.UNASKED
    return not (is_unasked and (way, address) in person.blocked_for_advertising)


def _chosen_first(ways: Sequence[str], chosen: str) -> tuple[str, ...]:
    first = _CHOSEN.get(chosen, ())
    return (*[way for way in ways if way in first], *[way for way in ways if way not in first])
