"""What is known while effects are carried out, and what they add: one call, one transaction."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from plushka.domain.campaigns.rooms import Rooms
from plushka.domain.effects.happening import Happening
from plushka.domain.effects.models import Applied
from plushka.domain.effects.promises import Promise
from plushka.domain.events.operations import NewEvent
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.book import Book
from plushka.domain.members.tiers import Floor
from plushka.domain.rules.conditions.partly import left_to_ask, part_of
from plushka.domain.rules.conditions.tree import Tree
from plushka.domain.rules.conditions.writing import document
from plushka.domain.rules.deciding import Decided
from plushka.domain.rules.facts import Facts, Member
from plushka.domain.rules.triggers.achievement import ACHIEVEMENT, CODE, KIND
from plushka.domain.segments.queries import find_known
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import Place
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import Statement, load, run
from plushka.lib.ids import new_id


@dataclass(frozen=True, slots=True)
class Due:
    """An effect that is to be carried out, and everything it came from."""

    happening: Happening
    promise: Promise
    decided: Decided
    facts: Facts
    key: str
    #: What sums are taken of: the goods that take part.
    sums: Facts
    #: Which application of the key it is: above one where the earlier ones were undone.
    number: int = 1
    #: Whether it is still to be decided, and else whether it was carried out and stands.
    is_new: bool = True
    is_given: bool = False

    @property
    def moment(self) -> str:
        """What tells its moment from others: its key without the rule and the effect."""
        return self.decided.key.rsplit(":", 2)[0]

    @property
    def rule(self) -> str:
        """The rule as explanations name it."""
        campaign, code = self.promise.campaign, self.decided.rule
        return f"campaign:{campaign}:{code}" if campaign else f"rule:{code}"

    @property
    def condition(self) -> Tree | None:
        """The condition of its rule; None where the rule is gone."""
        for ready in self.promise.rules.get(self.happening.trigger, ()):
            if ready.rule.code == self.decided.rule:
                return ready.rule.condition
        return None


@dataclass(slots=True)
class Scene:
    """The members that may be touched, with their accounts locked, and what is added to them.

    ``members`` are those who are neither erased nor blocked. ``above`` names
    who brought whom, nearest first, whoever that is.
    """

    place: Place
    at: dt.datetime
    actor: str
    book: Book
    accounts: dict[UUID, UUID]
    members: dict[UUID, Member]
    above: dict[UUID, list[UUID]]
    floors: dict[UUID, Floor] = field(default_factory=dict)
    badges: set[tuple[UUID, str]] = field(default_factory=set)
    new_badges: list[tuple[UUID, str, dt.datetime]] = field(default_factory=list)
    rows: list[Applied] = field(default_factory=list)
    achieved: list[Happening] = field(default_factory=list)
    events: list[NewEvent] = field(default_factory=list)
    #: What campaigns have left of their budgets, their ids, and which moments were counted.
    rooms: Rooms = field(default_factory=Rooms)
    campaigns: dict[str, UUID] = field(default_factory=dict)
    counted: set[tuple[UUID, str]] = field(default_factory=set)
    #: Of these, whose use no row knows of yet.
    using: set[tuple[UUID, str]] = field(default_factory=set)

    def row(self, due: Due, *, member: UUID | None = None, part: str = "", **more: Any) -> Applied:
        """Add the row of an effect; ``part`` tells the rows of one effect apart."""
        promise, happening, decided = due.promise, due.happening, due.decided
        facts = {"effect": decided.facts["effect"], "name": decided.facts["name"]}
        if (asked := left_of(due)) is not None:
            facts["while"] = asked
        if happening.trigger == ACHIEVEMENT.code:
            facts["of"] = [happening.happened[KIND.name], happening.happened[CODE.name]]
        made = Applied(
            tenant_id=self.place.id,
            id=new_id(),
            key=due.key + part,
            number=due.number,
            member_id=member or happening.member,
            about_id=happening.member,
            trigger=happening.trigger,
            rule=decided.rule,
            effect=decided.effect.name,
            kind=decided.effect.kind,
            campaign=promise.campaign,
            origin_version=promise.version,
            programme_version_id=promise.programme.version,
            at=happening.at,
            applied_at=self.at,
            actor=self.actor,
            source_kind=happening.source_kind,
            source_id=happening.source_id,
            what=more.pop("what", ""),
            facts=facts | more,
        )
        self.rows.append(made)
        return made


def left_of(due: Due) -> dict[str, Any] | None:
    """Give what of the condition a return asks again; None where nothing of it does (T11)."""
    condition = due.condition
    if condition is None or part_of(condition) == "nothing":
        return None
    return document(left_to_ask(condition, due.facts))


def open_scene(
    place: Place,
    *,
    members: Collection[UUID],
    levels: int,
    at: dt.datetime,
    actor: str,
) -> Scene:
    """Lock the accounts of members and of so many levels above them, then read what is known.

    All of them in one statement, in the order of their ids.
    """
    above = uplines(members, levels=levels)
    everybody = {*members, *(one for chain in above.values() for one in chain)}
    found = dict(accounts.accounts_of(members=everybody))
    book = ledger.open_book(accounts=found.values(), moment=at)
    known = find_known(member_ids=everybody)
    good = {id_: who for id_, who in known.items() if not who.is_blocked and id_ in found}
    return Scene(place, at, actor, book, found, good, above)


def uplines(members: Iterable[UUID], *, levels: int) -> dict[UUID, list[UUID]]:
    """Say who brought whom, up to so many levels, nearest first."""
    chains: dict[UUID, list[UUID]] = {}
    if levels:
        for member, above in _rows("find_uplines", members=list(members), levels=levels):
            chains.setdefault(member, []).append(above)
    return chains


class Before(NamedTuple):
    """How often a key was applied, and what became of the last time."""

    number: int = 0
    is_undone: bool = True
    #: Why nothing was carried out, where that was so.
    left: str | None = None


def standing_keys(keys: Mapping[str, UUID]) -> dict[str, Before]:
    """Say of keys, each of a member's moment, what became of them before."""
    if not keys:
        return {}
    found = _rows("find_applied", keys=list(keys), members=list(keys.values()))
    return {key: Before(*rest) for key, *rest in found}


def _rows(name: str, **values: Any) -> Sequence[tuple[Any, ...]]:
    sql = load(__package__ or "", name)
    return run(raw(), [Statement(name, sql, {"tenant": current_tenant(), **values})])[0]
