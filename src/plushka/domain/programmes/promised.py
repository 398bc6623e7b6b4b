"""What rules name that only a programme knows: tiers to give, texts to send."""

from collections.abc import Iterator, Sequence

from msgspec import UNSET

from plushka.domain.programmes.document import Programme
from plushka.domain.rules.effects.message import Message
from plushka.domain.rules.effects.tier import Tier
from plushka.domain.rules.rule import Rule

type Problems = Iterator[tuple[str, str]]

HAS_GAPS = "a rule cannot fill in the words in square brackets"


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


def with_gaps(rules: Sequence[Rule], programme: Programme, *, path: str) -> Problems:
    """Name the effects that send a text with gaps: a rule has nothing to fill them in with.

    Not asked when a programme is read: what was published stays readable, and such a text is not
    sent.
    """
    known = {} if programme.messages is UNSET else programme.messages
    for number, rule in enumerate(rules):
        for place, effect in enumerate(rule.effects):
            if not isinstance(effect, Message):
                continue
            text = known.get(effect.text)
            if text is not None and text.has_gaps:
                yield f"{path}[{number}].effects[{place}].text", HAS_GAPS
