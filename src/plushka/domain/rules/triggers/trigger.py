"""What every trigger says of itself."""

from dataclasses import dataclass
from hashlib import sha256

from plushka.domain.rules.facts import Facts
from plushka.domain.rules.fields.field import Family, Field
from plushka.domain.rules.words import Words

EVERYWHERE = ("member", "purchases", "time")
"""Whose moment it is, and when, is known at every trigger."""
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Trigger:
    """Something that happens to one member, of which rules may be asked.

    ``member`` of its facts is the one it is about and whom effects reach: the
    buyer, but also the referrer or the supplier. ``brings`` names groups of
    fields beside those known everywhere; ``own`` are fields of its own.
    ``key`` names the own facts that tell one delivery from another; a member
    alone tells it where there are none.
    """

    code: str
    profile: str
    words: Words
    brings: tuple[str, ...] = ()
    own: tuple[Field, ...] = ()
    families: tuple[Family, ...] = ()
    key: tuple[Field, ...] = ()

    @property
    def groups(self) -> frozenset[str]:
        """The groups of fields its facts bring."""
        return frozenset((*EVERYWHERE, *self.brings))

    def key_of(self, facts: Facts) -> str:
        """Give what is the same however often the same is delivered.

        Refuses, with ``ValueError``, facts that miss a part of it.
        """
        parts = [facts.member.id, *(facts.happened.get(field.name) for field in self.key)]
        if any(part is None or part == "" for part in parts):
            raise ValueError(f"{self.code} needs {', '.join(field.name for field in self.key)}")
        return ":".join((self.code, *(_short(str(part)) for part in parts)))


def _short(part: str) -> str:
    """Keep a part of a key short and free of what stands between parts."""
    if len(part) <= _LONGEST and ":" not in part:
        return part
    return sha256(part.encode()).hexdigest()[:_LONGEST]
