"""Which rules decide what, in a replay."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from uuid import UUID

from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.queries import Rules, compiled


@dataclass(frozen=True, slots=True)
class Plan:
    """A programme that shall have ruled receipts since a moment; None: the rules as they were.

    ``moment`` is now: the replay ends there. What happened before ``since`` keeps its rules.
    """

    candidate: Compiled | None
    since: dt.datetime
    moment: dt.datetime
    rules: Rules
    zone: str
    #: When all tiers are looked at, because what they ask for had changed (T15).
    looks_due: tuple[dt.datetime, ...] = ()
    _versions: dict[UUID, Compiled] = field(default_factory=dict)

    def judging(self, version: UUID, at: dt.datetime) -> Compiled:
        """Give the programme that judges a receipt of ``at``, recorded under a version."""
        if self.candidate is not None and at >= self.since:
            return self.candidate
        return self.recorded(version)

    def recorded(self, version: UUID) -> Compiled:
        """Give a version that was published."""
        found = self._versions.get(version)
        if found is None:
            found = self._versions[version] = compiled(version, zone=self.zone)
        return found

    def in_force(self, moment: dt.datetime) -> Compiled:
        """Give the programme that rules at a moment."""
        if self.candidate is not None and moment >= self.since:
            return self.candidate
        return self.rules.at(moment)


def plan(
    *, candidate: Compiled | None, since: dt.datetime, moment: dt.datetime, rules: Rules
) -> Plan:
    """Plan a replay since a moment, by a programme or by the rules as they were."""
    found = Plan(candidate, since, moment, rules, rules.zone)
    return replace(found, looks_due=tuple(sorted(_looks(found))))


def _looks(plan: Plan) -> Iterator[dt.datetime]:
    """Say when rules of tiers changed: publishing lets all tiers be looked at."""
    known = [compiled(one.id, zone=plan.zone) for one in plan.rules.published]
    for place, (earlier, later) in enumerate(pairwise(known), start=1):
        begins = plan.rules.published[place].valid_from
        is_ours = plan.candidate is None or begins < plan.since
        if is_ours and _steps(earlier) != _steps(later):
            yield begins
    if plan.candidate is not None and _steps(plan.candidate) != _steps(plan.rules.at(plan.since)):
        yield plan.since


def _steps(programme: Compiled) -> list[object]:
    return [(tier.code, tier.when) for tier in programme.document.tiers]
