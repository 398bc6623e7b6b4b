"""The whole programme, told tier by tier and then for all of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from msgspec import UNSET

from plushka.domain.programmes.document import Programme, Tier
from plushka.domain.programmes.telling import (
    discount,
    earning,
    gifts,
    lifetime,
    limits,
    paying,
    tiers,
)
from plushka.domain.programmes.telling.rules import ToldRule, rules_of
from plushka.domain.programmes.telling.speech import Sentences, Speech, speech_of

TELLERS: dict[str, Callable[[Any, Speech], Sentences]] = {
    "when": tiers.when,
    "earning": earning.earning,
    "discount": discount.discount,
    "paying": paying.paying,
    "activation": lifetime.activation,
    "expiry": lifetime.expiry,
    "birthday": gifts.birthday,
    "referral": gifts.referral,
    "inviting": gifts.inviting,
    "exclusions": limits.exclusions,
    "money": paying.worth,
    "rounding": earning.rounding,
    "spending_order": paying.spending_order,
    "negative": paying.negative,
    "confirmations": limits.confirmations,
}
"""What tells each part of a tier and of the programme, in the order they are told."""

UNTOLD = {
    "Programme.name": "the title of whatever is told",
    "Programme.tiers": "told one by one",
    "Programme.unit": "the word for points in every sentence",
    "Programme.preset": "where the document came from binds nobody",
    "Programme.treatment": "how the receipt is written, the same to pay",
    "Programme.late_limit_days": "between the tills and us",
    "Programme.claims": "whom it lets claim a receipt is the shop's to say",
    "Programme.review": "nobody asks for reviews yet",
    "Programme.reanimation": "a gift that is announced beforehand wins nobody back",
    "Programme.sms": "between the company and its provider",
    "Programme.messages": "members read them when they come",
    "Programme.rules": "told one by one, each in a sentence",
    "Tier.code": "for programs; people know the name",
    "Tier.name": "the title of what is told of the tier",
    "Tier.notify": "no promise",
    "Tier.review": "nobody asks for reviews yet",
    "Money.currency": "stands beside every sum",
    "Inviting.company_a_month": "between the company and its purse",
    "Inviting.by_sms": "the member's page offers it where it may be done",
    "Inviting.sms_again_days": "no promise: it spares people who did not ask",
    "Expiry.warn_days": "a courtesy, no promise",
    "Expiry.warn_if_more_than": "a courtesy, no promise",
    "Confirmations.tries": "told by the till when it matters",
}
"""What no sentence tells, each with the reason why."""

OF_TIER = ("earning", "discount", "paying", "activation", "expiry", "birthday", "referral")
OF_ALL = tuple(name for name in TELLERS if name not in {"when", "earning", "discount"})


@dataclass(frozen=True, slots=True)
class Told:
    """One part in sentences; ``is_own`` where the tier names it itself."""

    part: str
    sentences: tuple[str, ...]
    is_own: bool = True


@dataclass(frozen=True, slots=True)
class ToldTier:
    """A tier: how it is reached, and all its terms, the programme's where it names none."""

    code: str
    name: str
    when: tuple[str, ...]
    parts: tuple[Told, ...]

    @property
    def own_parts(self) -> tuple[Told, ...]:
        """What the tier names itself."""
        return tuple(told for told in self.parts if told.is_own)


@dataclass(frozen=True, slots=True)
class ToldProgramme:
    """A programme in words: its tiers from the lowest, and what holds for all of them."""

    name: str
    tiers: tuple[ToldTier, ...]
    for_all: tuple[Told, ...]
    rules: tuple[ToldRule, ...] = ()

    @property
    def promises(self) -> tuple[ToldRule, ...]:
        """The rules that promise members something."""
        return tuple(rule for rule in self.rules if rule.promise)


def tell(
    programme: Programme, language: str, *, outlets: Mapping[str, str] = MappingProxyType({})
) -> ToldProgramme:
    """Tell a programme in a language; ``outlets`` are names of those that rules mention."""
    speech = speech_of(programme, language)
    return ToldProgramme(
        name=programme.name.said_in(speech.language),
        tiers=tuple(_tier(tier, programme, speech) for tier in programme.tiers),
        for_all=tuple(_parts(programme, programme, OF_ALL, speech)),
        rules=rules_of(programme, speech.language, outlets=outlets),
    )


def _tier(tier: Tier, programme: Programme, speech: Speech) -> ToldTier:
    return ToldTier(
        code=tier.code,
        name=tier.name.said_in(speech.language),
        when=tuple(tiers.when(tier.when, speech)),
        parts=tuple(_parts(tier, programme, OF_TIER, speech)),
    )


def _parts(
    of: Tier | Programme, programme: Programme, names: tuple[str, ...], speech: Speech
) -> Iterator[Told]:
    """Tell the parts that are there and have something to say."""
    for name in names:
        own = getattr(of, name, UNSET)
        part = getattr(programme, name, UNSET) if own is UNSET else own
        if part is UNSET:
            continue
        if sentences := tuple(TELLERS[name](part, speech)):
            yield Told(name, sentences, is_own=own is not UNSET)
