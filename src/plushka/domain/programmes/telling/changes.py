"""What a version says anew, and what it says no longer."""

from collections.abc import Iterator
from dataclasses import dataclass

from plushka.domain.programmes.telling.whole import Told, ToldProgramme


@dataclass(frozen=True, slots=True)
class Changes:
    """Sentences of a version that the one before had not, and the other way round.

    Each is a title (a tier's name, or nothing for what holds for all) and a sentence.
    """

    new: tuple[tuple[str, str], ...]
    gone: tuple[tuple[str, str], ...]


def changes(before: ToldProgramme, after: ToldProgramme) -> Changes:
    """Compare two versions told in the same language."""
    old, new = dict.fromkeys(_said(before)), dict.fromkeys(_said(after))
    return Changes(
        new=tuple(said for said in new if said not in old),
        gone=tuple(said for said in old if said not in new),
    )


def _said(programme: ToldProgramme) -> Iterator[tuple[str, str]]:
    for tier in programme.tiers:
        yield from ((tier.name, sentence) for sentence in tier.when)
        yield from _of_parts(tier.name, tier.own_parts)
    yield from _of_parts("", programme.for_all)
    yield from (("", rule.promise) for rule in programme.promises)


def _of_parts(title: str, parts: tuple[Told, ...]) -> Iterator[tuple[str, str]]:
    for told in parts:
        yield from ((title, sentence) for sentence in told.sentences)
