"""What rules name that only a programme knows: tiers to give, texts to send."""

from collections.abc import Iterator, Sequence

from msgspec import UNSET

from plushka.domain.programmes.document import Programme
from plushka.domain.rules.effects.message import Message
from plushka.domain.rules.effects.tier import Tier
from plushka.domain.rules.rule import Rule

type Problems = Iterator[tuple[str, str]]


def problems(rules: Sequence[Rule], programme: Programme, *, path: str) -> Problems:
    """Name the effects that give a tier or send a text which the programme does not have."""
    tiers = {tier.code for tier in programme.tiers}
    texts = set() if programme.messages is UNSET else set(programme.messages)
    for number, rule in enumerate(rules):
        for place, effect in enumerate(rule.effects):
            match effect:
                case Tier(tier=code) if code not in tiers:
                    yield f"{path}[{number}].effects[{place}].tier", f"there is no tier {code}"
                case Message(text=code) if code not in texts:
                    yield f"{path}[{number}].effects[{place}].text", f"there is no text {code}"
