"""A launched campaign ready to decide: immutable, no clock, no database."""

import datetime as dt
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import msgspec
from msgspec import UNSET, Struct

from plushka.domain.campaigns.document import Campaign
from plushka.domain.campaigns.reading import Read
from plushka.domain.programmes.deals import offer
from plushka.domain.programmes.deals.deal import deals
from plushka.domain.programmes.deals.offer import Offer, asks_more, multiplies
from plushka.domain.programmes.rounding import percent_parts
from plushka.domain.rules.conditions.predicate import predicate
from plushka.domain.rules.deciding import Rules, ready
from plushka.domain.rules.facts import Facts
from plushka.domain.rules.fields.circumstances import WEEKDAYS
from plushka.domain.rules.rule import Rule
from plushka.lib import money

type Admits = Callable[[Facts], bool]


class Live(Struct, frozen=True):
    """A version that is in force.

    ``rules`` are all of it by trigger, which hold where ``admits`` does; ``offer`` is what a sale
    itself does of them, with the campaign's limits.
    """

    campaign: UUID
    code: str
    version: UUID
    document: Campaign
    rule_list: tuple[Rule, ...]
    rules: Rules
    admits: Admits
    offer: Offer


def live(read: Read, *, campaign: UUID, version: UUID) -> Live:
    """Make a campaign that was read ready to decide."""
    document, audience = read.document, read.audience
    asked: list[Admits] = []
    if document.outlets:
        asked.append(partial(_at_outlet, frozenset(document.outlets)))
    if document.weekdays:
        days = frozenset(map(WEEKDAYS.index, document.weekdays))
        asked.append(partial(_on_weekday, days))
    if document.hours:
        asked.append(
            partial(_within, [(_minutes(one.from_), _minutes(one.upto)) for one in document.hours])
        )
    if audience is not None:
        asked.append(predicate(audience))
    admits: Admits = partial(_all, tuple(asked))
    stacking = document.stacking
    found = deals(read.rules, is_all=stacking.mode != "sum")
    return Live(
        campaign=campaign,
        code=document.code,
        version=version,
        document=document,
        rule_list=read.rules,
        rules=ready(read.rules),
        admits=admits,
        offer=Offer(
            version=version,
            deals=found,
            campaign=document.code,
            title=msgspec.to_builtins(document.name),
            admits=admits if asked else None,
            chooses=None if read.products is None else predicate(read.products),
            group=stacking.group,
            stacking=stacking.mode,
            priority=stacking.priority,
            budgets=tuple(map(_budget, document.budgets)),
            margin_parts=None
            if document.margin_share is UNSET
            else percent_parts(document.margin_share),
            lowers=any(deal.off for deal in found),
            multiplies=multiplies(found),
            asks_more=(audience is not None and asks_more(audience))
            or any(asks_more(deal.condition) for deal in found),
        ),
    )


def moment(text: str, zone: str) -> dt.datetime:
    """Give the moment that local clocks show so."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)


def _budget(budget: Any) -> offer.Budget:
    most = int(budget.most.partition(".")[0]) if budget.of == "uses" else money.parse(budget.most)
    return offer.Budget(budget.of, most, budget.each, budget.per)


def _minutes(clock: str) -> int:
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes)


def _all(asked: tuple[Admits, ...], facts: Facts) -> bool:
    for one in asked:  # noqa: SIM110 - all() takes twice as long
        if not one(facts):
            return False
    return True


def _at_outlet(outlets: Collection[str], facts: Facts) -> bool:
    return facts.outlet in outlets


def _on_weekday(days: Collection[int], facts: Facts) -> bool:
    return facts.local.weekday() in days


def _within(hours: Sequence[tuple[int, int]], facts: Facts) -> bool:
    minute = facts.local.hour * 60 + facts.local.minute
    return any(begins <= minute < ends for begins, ends in hours)
