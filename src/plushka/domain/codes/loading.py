"""What a list of activations must know: whom it names; then, under the locks, all the rest.

Locked are those who try the same (or a limit would not hold), the accounts, the batches (shared)
and the codes, each in an order that is the same for all.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec

from plushka.domain.access.digests import of_tried
from plushka.domain.codes.accepting import Terms, Uses
from plushka.domain.codes.asking import Activation
from plushka.domain.codes.giving import Gives
from plushka.domain.codes.guarding import Tries, Who
from plushka.domain.codes.keys import company_key, id_of
from plushka.domain.codes.spelling import one_code
from plushka.domain.codes.tallying import Tried, hour_of
from plushka.domain.draws.models import Draw
from plushka.domain.effects import promises, scene
from plushka.domain.effects.promises import Promises
from plushka.domain.ledger import loading as accounts_in_memory
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.book import Book
from plushka.domain.members.locator import Locator
from plushka.domain.repeats import operations as repeats
from plushka.domain.repeats import queries as kept_answers
from plushka.domain.sales import loading as sales
from plushka.domain.sales.asked import AskedSale, Asker
from plushka.domain.sales.loading import Named
from plushka.domain.sales.standing import Standing
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import Place
from plushka.lib.days import local_day, start_of_day
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, ask, load, run

TRIGGER = "activation"

_WITHOUT: tuple[Any, ...] = (None, 50, 100, [])
"""Of a company that has made no codes yet: what ``models.Policy`` begins with."""

_COLUMNS: dict[str, tuple[Any, ...]] = {
    "find_activations": (UUID, UUID, UUID, UUID, int, int, dt.datetime),
    "count_uses": (UUID, UUID, int, int),
    "find_guards": (
        *(bytes, dt.date, int, dt.datetime | None),
        *(dt.datetime | None, int),
    ),
    "find_tallies": (str, UUID | None, int),
}


@dataclass(slots=True)
class Found:
    """A code as it stands: its batch, and by whom it is activated."""

    id: UUID
    batch: UUID
    number: int
    is_activated: bool
    by: "Made | None" = None


@dataclass(frozen=True, slots=True)
class Made:
    """An activation, written before or in this list."""

    id: UUID
    batch: UUID
    member: UUID
    points: int
    chances: int
    at: dt.datetime


@dataclass(frozen=True, slots=True)
class NewActivation:
    """An activation that is to be written."""

    made: Made
    code: UUID
    number: int
    call: Activation
    entry: UUID | None


@dataclass(slots=True)
class Known:
    """All that the list may look at, and what it adds while it is decided."""

    named: Named
    promises: Promises
    moment: dt.datetime
    day: dt.date
    #: Codes as they were typed, by what was typed; empty where none is to be seen.
    read: dict[str, str]
    ids: dict[str, UUID]
    prefixes: Sequence[str]
    most_a_day: int
    alarm_at: int
    book: Book = field(init=False)
    standings: dict[UUID, Standing] = field(default_factory=dict)
    codes: dict[UUID, Found] = field(default_factory=dict)
    batches: dict[UUID, Terms] = field(default_factory=dict)
    draws: dict[UUID, Draw] = field(default_factory=dict)
    uses: dict[tuple[UUID, UUID], Uses] = field(default_factory=dict)
    guards: dict[bytes, Tries] = field(default_factory=dict)
    tallies: dict[tuple[str, UUID | None], int] = field(default_factory=dict)
    keys: dict[str, kept_answers.Kept] = field(default_factory=dict)
    tried: list[Tried] = field(default_factory=list)
    new: list[NewActivation] = field(default_factory=list)
    #: What friends' codes gave: the activation, who brought the friend, and the entry.
    rewarded: list[tuple[UUID, UUID, UUID]] = field(default_factory=list)
    answers: list[repeats.NewAnswer] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """The company."""
        return self.named.place


def load_all(calls: Sequence[Activation], *, at: dt.datetime) -> Known:
    """Look up whom a list names, lock, and read what is known of them and of the codes."""
    named = sales.find_named(
        raw(),
        # As tills name members; no receipt of theirs is looked at.
        sales=[AskedSale(outlet=call.place, member=call.member) for call in calls],
        askers=[Asker(actor=call.actor, key_id=call.key_id) for call in calls],
        at=at,
    )
    tenant = {"tenant": current_tenant()}
    [policies] = run(raw(), [_statement("find_policy", **tenant)])
    key, most_a_day, alarm_at, prefixes = policies[0] if policies else _WITHOUT
    read = {call.code: one_code(call.code) for call in calls}
    ids: dict[str, UUID] = {}
    if key is not None:
        opened = company_key(key)
        ids = {code: id_of(opened, code) for code in read.values() if code}
    known = Known(
        named=named,
        promises=Promises(named.rules, named.campaigns),
        moment=at,
        day=local_day(at, named.place.zone),
        read=read,
        ids=ids,
        prefixes=prefixes,
        most_a_day=most_a_day,
        alarm_at=alarm_at,
    )
    _lock(known, calls)
    _read(known, calls)
    return known


def _lock(known: Known, calls: Sequence[Activation]) -> None:
    """Wait for others, in the order that is the same for all; then nobody else changes it."""
    tenant, codes = {"tenant": current_tenant()}, sorted(set(known.ids.values()))
    guarded = {digest: who for call in calls for who, digest in _guarded(call, known.named)}
    known.guards = {digest: Tries(who, digest, known.day) for digest, who in guarded.items()}
    lock, _ = accounts_in_memory.statements(
        accounts=_own(known) | _above(known), moment=known.moment
    )
    _, _, batches, found = run(
        raw(),
        [
            _statement("lock_tries", keys=_lock_keys(guarded)),
            lock,
            _statement("lock_batches", codes=codes, **tenant),
            _statement("lock_codes", codes=codes, **tenant),
        ],
    )
    known.batches = {row[0]: _terms(*row) for row in batches}
    known.codes = {row[0]: Found(*row) for row in found}
    known.draws = _draws(known.batches.values())


def _read(known: Known, calls: Sequence[Activation]) -> None:
    """Read what is known of those that are locked, all as of one moment."""
    tenant, codes = {"tenant": current_tenant()}, sorted(known.codes)
    own, keys = _own(known), [call.key for call in calls if call.key]
    pages, standings, activations, uses, guards, tallies, answers, *got = ask(
        raw(),
        [
            accounts_in_memory.read_statement(accounts=own, moment=known.moment),
            sales.standings_statement(
                known.place,
                {*known.named.members.values(), *_referrers(known)},
                recent_from=None,
                at=known.moment,
            ),
            _statement("find_activations", codes=codes, **tenant),
            _uses_statement(known, calls),
            _statement("find_guards", digests=list(known.guards), **tenant),
            _statement("find_tallies", hour=hour_of(known.moment), **tenant),
            kept_answers.find_statement(keys=keys),
            *sales.capped(_referrers(known), known.named, at=known.moment),
        ],
    )
    known.book = accounts_in_memory.looked_at(pages, moment=known.moment, wanted=len(own))
    known.standings = sales.standings(standings, recent_from=None)
    sales.note_capped(got, known.standings, known.named, at=known.moment)
    for code, *made in activations:
        known.codes[code].by = Made(*made)
    known.uses = {(member, batch): Uses(*n) for member, batch, *n in uses}
    for digest, *rest in guards:
        known.guards[digest] = Tries(known.guards[digest].who, digest, *rest)
    known.tallies = {(outcome, batch): n for outcome, batch, n in tallies}
    known.keys = kept_answers.found(answers)


def _own(known: Known) -> set[UUID]:
    whose = {*known.named.members.values(), *_referrers(known)}
    return {known.named.accounts[member] for member in whose}


def _referrers(known: Known) -> set[UUID]:
    """Give who brought those who are named, where they get a part of such points (U25)."""
    named = known.named
    if not named.referrers or not named.rules.published:
        return set()
    if not named.rules.at(known.moment).shares_points:
        return set()
    members = set(named.members.values())
    return {above for member, above in named.referrers.items() if member in members}


def guards_of(known: Known, call: Activation) -> list[Tries]:
    """Give what those whom a call names tried before; the member first."""
    return [known.guards[digest] for _, digest in _guarded(call, known.named)]


def _guarded(call: Activation, named: Named) -> list[tuple[Who, bytes]]:
    tenant = named.place.id
    member = named.members.get(call.member)
    person = str(member) if member else f"{call.member.kind}:{call.member.value}"
    wanted: list[tuple[Who, str]] = [
        ("member", person),
        ("address", call.address),
        ("device", call.device),
    ]
    return [(who, of_tried(tenant, f"codes:{who}", name)) for who, name in wanted if name]


def _lock_keys(digests: dict[bytes, Who]) -> list[int]:
    return sorted(int.from_bytes(digest[:8], signed=True) for digest in digests)


def _above(known: Known) -> set[UUID]:
    """Give the accounts of those above who may get something of it, to be locked with the rest."""
    named = known.named
    is_promised = named.rules.published
    levels = promises.reach(known.promises.at(known.moment), TRIGGER) if is_promised else 0
    chains = scene.uplines(named.members.values(), levels=levels)
    above = {one for chain in chains.values() for one in chain}
    return set(accounts.accounts_of(members=above).values()) if above else set()


def _uses_statement(known: Known, calls: Sequence[Activation]) -> Statement:
    members, ids = known.named.members, known.ids
    pairs = sorted(
        {
            (members[call.member], ids[known.read[call.code]])
            for call in calls
            if call.member in members and known.read[call.code] in ids
        }
    )
    return _statement(
        "count_uses",
        tenant=current_tenant(),
        members=[member for member, _ in pairs],
        codes=[code for _, code in pairs],
        since=start_of_day(known.day, known.place.zone),
    )


def _terms(*row: Any) -> Terms:
    *known, gives = row
    return Terms(*(*known, msgspec.json.decode(gives, type=Gives)))


def _draws(batches: Iterable[Terms]) -> dict[UUID, Draw]:
    """Load the draws that batches give chances in, where any does."""
    wanted = {batch.gives.draw_id for batch in batches} - {None}
    return {one.id: one for one in Draw.objects.filter(id__in=wanted)} if wanted else {}


def _statement(name: str, **values: Any) -> Statement:
    sql = load(__package__ or "", name)
    return Statement(name, sql, values, columns=_COLUMNS.get(name, ()))


def member_of(known: Known, locator: Locator) -> UUID | None:
    """Give the member whom a call names, where we know them."""
    found = known.named.members.get(locator)
    return found if found in known.standings else None
