"""Which rules decide what, in a replay."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from uuid import UUID

from plushka.domain.ledger.converting import Conversion, Conversions, value_at
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.queries import Rules, compiled
from plushka.domain.programmes.tiers import steps

FOREVER = dt.datetime.max.replace(tzinfo=dt.UTC)
"""The end of a window that has none."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme that shall have ruled receipts of a window; None: the rules as they were.

    The window goes from ``since`` up to ``until``. What happened outside it keeps its rules.
    ``moment`` is now: the replay ends there.
    """

    candidate: Compiled | None
    since: dt.datetime
    until: dt.datetime
    moment: dt.datetime
    rules: Rules
    zone: str
    #: How the value of a point changed, as it was recorded and as the replay has it (T35).
    recorded_conversions: Conversions = ()
    conversions: Conversions = ()
    #: When all tiers are looked at, because what they ask for had changed (T15).
    looks_due: tuple[dt.datetime, ...] = ()
    _versions: dict[UUID, Compiled] = field(default_factory=dict)

    @property
    def programmes(self) -> list[Compiled]:
        """All that may rule something of it."""
        published = [self.recorded(one.id) for one in self.rules.published]
        return published if self.candidate is None else [*published, self.candidate]

    def covers(self, at: dt.datetime) -> bool:
        """Say whether a moment lies in the window."""
        return self.since <= at < self.until

    def judging(self, version: UUID, at: dt.datetime) -> Compiled:
        """Give the programme that judges a receipt of ``at``, recorded under a version."""
        if self.candidate is not None and self.covers(at):
            return self.candidate
        return self.recorded(version)

    def recorded(self, version: UUID) -> Compiled:
        """Give a version that was published."""
        found = self._versions.get(version)
        if found is None:
            found = self._versions[version] = compiled(version, zone=self.zone)
        return found

    def converted_by(self, moment: dt.datetime) -> int:
        """Give how many conversions have come by a moment."""
        return sum(one.at <= moment for one in self.conversions)

    def value_then(self, conversion: int) -> int:
        """Give what a point was worth that was recorded after so many conversions."""
        value = value_at(self.recorded_conversions, conversion)
        return self.rules.at(self.moment).point_value if value is None else value

    def in_force(self, moment: dt.datetime) -> Compiled:
        """Give the programme that rules at a moment."""
        if self.candidate is not None and self.covers(moment):
            return self.candidate
        return self.rules.at(moment)


def plan(
    *,
    candidate: Compiled | None,
    since: dt.datetime,
    until: dt.datetime = FOREVER,
    moment: dt.datetime,
    rules: Rules,
    conversions: Conversions = (),
) -> Plan:
    """Plan a replay of a window, by a programme or by the rules as they were."""
    found = Plan(candidate, since, until, moment, rules, rules.zone)
    found = replace(found, recorded_conversions=conversions, conversions=conversions)
    if candidate is not None:
        found = replace(found, conversions=_revalued(found, candidate))
    return replace(found, looks_due=tuple(sorted(_looks(found))))


def _revalued(plan: Plan, candidate: Compiled) -> Conversions:
    """Let a point be worth what the tried programme says, since it rules."""
    before = [one for one in plan.recorded_conversions if one.at < plan.since]
    value = value_at(plan.recorded_conversions, len(before))
    if value is None:
        value = plan.rules.at(plan.since).point_value
    if value == candidate.point_value:
        return before
    tried = Conversion(
        len(before) + 1,
        plan.since,
        value,
        candidate.point_value,
        candidate.version,
        candidate.currency,
    )
    return [*before, tried]


def _looks(plan: Plan) -> Iterator[dt.datetime]:
    """Say when rules of tiers changed: publishing lets all tiers be looked at."""
    known = [compiled(one.id, zone=plan.zone) for one in plan.rules.published]
    for place, (earlier, later) in enumerate(pairwise(known), start=1):
        begins = plan.rules.published[place].valid_from
        is_ours = plan.candidate is None or not plan.covers(begins)
        if is_ours and steps(earlier.document) != steps(later.document):
            yield begins
    if plan.candidate is None:
        return
    tried = steps(plan.candidate.document)
    for edge in (plan.since, plan.until):
        if edge < FOREVER and steps(plan.rules.at(edge).document) != tried:
            yield edge
