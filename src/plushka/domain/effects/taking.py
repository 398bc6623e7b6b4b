"""Effects undone, kind by kind: one call, one transaction, rows that say so."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from plushka.domain.effects import budgets
from plushka.domain.effects.granting import SOURCE
from plushka.domain.effects.models import Applied, MemberBadge, Undone
from plushka.domain.effects.standing import Standing, find_of_members, moment_of
from plushka.domain.events import operations as events
from plushka.domain.events.operations import NewEvent
from plushka.domain.ledger import operations as ledger
from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.book import Book
from plushka.domain.ledger.terms import Cause
from plushka.domain.members import operations as members
from plushka.domain.members.tiers import Floor, find_floors, save_floors, stand, without
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes import reasons
from plushka.domain.programmes.tiers import Ladder
from plushka.domain.segments.queries import find_known
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place

type Gone = set[tuple[UUID, str, str]]
"""Members, and the kind and code of what they have no more."""

_KEPT = frozenset({"badge", "tag"})
"""Kinds that several effects may give, of which the last to go takes it away."""


class Because(Protocol):
    """Why something is undone."""

    @property
    def because(self) -> UUID: ...
    @property
    def at(self) -> dt.datetime: ...


@dataclass(slots=True)
class Taking:
    """Everybody concerned, with their accounts locked; the erased are not among them."""

    at: dt.datetime
    actor: str
    book: Book
    accounts: dict[UUID, UUID]
    zone: str
    ladder: Ladder
    floors: dict[UUID, Floor]
    #: What members have of several effects, and which of these still stand.
    others: list[Standing]
    #: What each promise gave at each moment, also what was undone before.
    moments: Mapping[tuple[UUID, str], list[Standing]]
    rows: list[Undone] = field(default_factory=list)
    lowered: set[UUID] = field(default_factory=set)
    events: list[NewEvent] = field(default_factory=list)
    #: What budgets get back, by campaign and counter.
    returned: Counter[tuple[UUID, str]] = field(default_factory=Counter)

    def shrink(self, one: Standing, because: Because, *, to: int) -> None:
        """Take back points beyond what is still due."""
        self._row(one, because, one.points - to, is_whole=False)

    def undo(self, one: Standing, because: Because, gone: Gone) -> None:
        """Take back all of it; what members have no more is added to ``gone``."""
        self._row(one, because, one.points, is_whole=True)
        member, row = one.row.member_id, one.row
        if member not in self.accounts or not row.what:
            return
        match row.kind:
            case "tier" if row.facts["is_new"]:
                self._lower(one)
                if all(other.tier != row.what for other in self.floors[member].floors):
                    gone.add((member, row.kind, row.what))
            case "badge" | "tag" if not self._has_others(one):
                self._take_away(one)
                gone.add((member, row.kind, row.what))

    def save(self) -> list[Undone]:
        """Write all of it."""
        budgets.give_back(self.returned)
        ledger.save(self.book)
        Undone.objects.bulk_create(sorted(self.rows, key=lambda row: row.applied_id))
        save_floors(sorted((who, self.floors[who]) for who in self.lowered))
        if self.rows:
            events.write(events=self.events)
        return self.rows

    def _row(self, one: Standing, because: Because, points: int, *, is_whole: bool) -> None:
        row = one.row
        number = one.n_undone + 1
        made = Undone(
            tenant_id=current_tenant(),
            applied_id=row.id,
            number=number,
            at=because.at,
            actor=self.actor,
            source_kind="RETURN",
            source_id=because.because,
            is_whole=is_whole,
            points=points,
        )
        account = self.accounts.get(row.member_id)
        if points and account is not None and row.entry_id is not None:
            stands, due = accounts.standing(
                book=self.book,
                account=account,
                accrual=row.entry_id,
                stands=one.points,
                due=one.points - points,
                value=programmes.compiled(row.programme_version_id, zone=self.zone).point_value,
            )
            why = reasons.reversal(
                earned=stands,
                target=due,
                reversed_=stands - due,
                currency=row.facts["why"]["currency"],
            )
            key = f"undone:{row.id}:{number}"
            version = row.programme_version_id
            cause = Cause(key, SOURCE, row.id, version, self.actor, because.at, [why])
            if stands > due:
                entry = self.book.reverse(account, stands - due, [row.entry_id], cause)
                made.entry_id = None if entry is None else entry.id
        one.points -= points
        one.n_undone, one.is_undone = number, is_whole
        back = budgets.points_of(row, points)
        if is_whole and all(other.is_undone for other in self._of_moment(row) if other.may_go):
            back.update(budgets.uses_of(other.row for other in self._of_moment(row)))
        made.returned = budgets.told(back)
        self.returned.update(back)
        self.rows.append(made)
        data = {"applied": str(row.id), "rule": row.rule, "kind": row.kind, "is_whole": is_whole}
        self.events.append(NewEvent("effect_undone", self.at, row.member_id, data))

    def _of_moment(self, row: Applied) -> list[Standing]:
        """Give what one promise gave at one moment: of the same key but for rule and effect."""
        return self.moments[row.origin_version, moment_of(row)]

    def _has_others(self, one: Standing) -> bool:
        """Whether another effect that stands gave the same; tags on and off are two things."""
        is_removed = one.row.facts["effect"].get("is_removed", False)
        for other in self.others:
            if other.row.id == one.row.id:
                other.is_undone = True
        return any(
            not other.is_undone
            and (other.row.member_id, *other.badge) == (one.row.member_id, *one.badge)
            and other.row.facts["effect"].get("is_removed", False) == is_removed
            for other in self.others
        )

    def _take_away(self, one: Standing) -> None:
        member, what = one.row.member_id, one.row.what
        if one.row.kind == "badge":
            MemberBadge.objects.filter(member_id=member, badge=what).delete()
        elif self._was_ours(one):
            is_removed = one.row.facts["effect"].get("is_removed", False)
            change = members.add_tags if is_removed else members.remove_tags
            change(member_id=member, tags=[what], actor=self.actor, at=self.at)

    def _was_ours(self, one: Standing) -> bool:
        """Whether an effect changed the tag, and not somebody by hand before it."""
        return any(
            other.row.facts["is_new"]
            for other in self.others
            if (other.row.member_id, *other.badge) == (one.row.member_id, *one.badge)
        )

    def _lower(self, one: Standing) -> None:
        member, now = one.row.member_id, self.floors[one.row.member_id]
        floors = without(now.floors, str(one.row.id))
        if len(floors) == len(now.floors):
            return
        after = stand(now, floors, ladder=self.ladder, at=self.at)
        self.floors[member] = after
        self.lowered.add(member)
        if after.tier != now.tier:
            data = {"before": now.tier, "tier": after.tier, "explanation": None}
            self.events.append(NewEvent("tier_moved", self.at, member, data))


def open_taking(
    standing: Sequence[Standing], beside: Iterable[Standing], *, at: dt.datetime, actor: str
) -> Taking:
    """Lock the accounts of everybody who was given something, and of whom it was about.

    ``beside`` is all that has the same source, also what is undone or stays.
    """
    moments: defaultdict[tuple[UUID, str], list[Standing]] = defaultdict(list)
    for one in beside:
        moments[one.row.origin_version, moment_of(one.row)].append(one)
    everybody = {who for one in standing for who in (one.row.member_id, one.row.about_id)}
    found = accounts.accounts_of(members=everybody)
    book = ledger.open_book(
        accounts=found.values(),
        moment=at,
        with_lots=found.values(),
        accruals=[one.row.entry_id for one in standing if one.row.entry_id],
    )
    known = find_known(member_ids=everybody)
    there = {member: account for member, account in found.items() if member in known}
    zone = get_place(current_tenant()).zone
    return Taking(
        at=at,
        actor=actor,
        book=book,
        accounts=there,
        zone=zone,
        ladder=programmes.rules(zone=zone).at(at).ladder,
        floors=find_floors(members=there),
        others=find_of_members(members=there, kinds=_KEPT),
        moments=moments,
    )
