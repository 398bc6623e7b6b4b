"""Who promises something at a moment: the programme in force, and what runs beside it."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.campaigns import queries as campaigns
from plushka.domain.campaigns.compiled import Live
from plushka.domain.campaigns.queries import Campaigns
from plushka.domain.effects.goods import taking_part
from plushka.domain.effects.happening import Happening
from plushka.domain.programmes import queries as programmes
from plushka.domain.programmes.compiled import Compiled
from plushka.domain.programmes.queries import Rules as Versions
from plushka.domain.rules.deciding import Decided, Rules, decide
from plushka.domain.rules.effects.effect import Effect
from plushka.domain.rules.effects.message import Message
from plushka.domain.rules.effects.upline import Upline
from plushka.domain.rules.facts import Facts

OF_THE_SALE = frozenset({"points", "percent", "multiplier", "discount", "fixed"})
"""What a purchase yields as a part of the sale itself, and is in its answer."""

type Admits = Callable[[Facts], bool]


def _everybody(_facts: Facts) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Promise:
    """Rules in force, where they come from, and the programme whose terms they go by."""

    programme: Compiled
    rules: Rules
    version: UUID
    #: The code of a campaign; empty for the programme itself.
    campaign: str = ""
    admits: Admits = _everybody
    live: Live | None = None

    def yields(self, happening: Happening, facts: Facts) -> Iterator[Decided]:
        """Give the effects to be carried out here.

        A campaign that stood back when the sale was decided stands back here too.
        """
        trigger = happening.trigger
        is_left = self.campaign != "" and self.campaign in happening.left
        if trigger not in self.rules or is_left or not self.admits(facts):
            return
        if self.taking_part(happening, facts) is None:
            return
        for decided in decide(self.rules, trigger, facts):
            is_heard = happening.only is None or decided.rule in happening.only
            if is_heard and (trigger != "purchase" or decided.effect.kind not in OF_THE_SALE):
                yield decided

    def taking_part(self, happening: Happening, facts: Facts) -> Facts | None:
        """Give the facts of which sums are taken; None where no goods take part."""
        chooses = None if self.live is None else self.live.offer.chooses
        return taking_part(happening, facts, chooses)

    def key_of(self, decided: Decided) -> str:
        """Give the key of an effect: rules of two promises may have the same code."""
        return f"{self.campaign}:{decided.key}" if self.campaign else decided.key


@dataclass(frozen=True, slots=True)
class Promises:
    """All versions of the tenant's programme, and all its campaigns."""

    versions: Versions
    campaigns: Campaigns

    def at(self, moment: dt.datetime) -> tuple[Promise, ...]:
        """Give what promises something at a moment: the programme, then campaigns in order."""
        programme = self.versions.at(moment)
        return (
            Promise(programme, programme.rules, programme.version),
            *(
                Promise(programme, live.rules, live.version, live.code, live.admits, live)
                for live in self.campaigns.at(moment)
            ),
        )


def load(*, zone: str) -> Promises:
    """Load which versions and campaigns there are."""
    return Promises(programmes.rules(zone=zone), campaigns.campaigns())


def hears(promises: Sequence[Promise], trigger: str) -> bool:
    """Tell whether anybody listens to a trigger for what is carried out here."""
    return any(
        trigger != "purchase" or effect.kind not in OF_THE_SALE
        for promise in promises
        for effect in _effects(promise, trigger)
    )


def reach(promises: Sequence[Promise], trigger: str) -> int:
    """Give how many levels above a member may get something at a trigger, or after it."""
    levels = (
        _levels(effect)
        for promise in promises
        for code in (trigger, "achievement")
        for effect in _effects(promise, code)
    )
    return max(levels, default=0)


def _effects(promise: Promise, trigger: str) -> Iterator[Effect]:
    for ready in promise.rules.get(trigger, ()):
        yield from ready.rule.effects


def _levels(effect: Effect) -> int:
    match effect:
        case Upline():
            return len(effect.percents or effect.points or ())
        case Message(to="referrer"):
            return 1
        case _:
            return 0
