"""Reads of examples, and what they come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

import msgspec

from plushka.domain.programmes import files
from plushka.domain.programmes.compiled import Compiled, compile_
from plushka.domain.programmes.document import Programme
from plushka.domain.programmes.models import Draft
from plushka.domain.programmes.queries import newest_version
from plushka.domain.workbench import receipts, running
from plushka.domain.workbench.models import Example
from plushka.domain.workbench.running import Difference
from plushka.domain.workbench.states import MemberState
from plushka.lib.refusal import Refusal

_TRIED = UUID(int=0)
"""The version of a programme that is none yet."""


class ExampleUnknown(Refusal):
    """The tenant has no such example."""

    code = "example_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such example.")


@dataclass(frozen=True, slots=True)
class Ran:
    """An example and what comes out otherwise than it says; nothing where it is green."""

    example: Example
    differences: list[Difference]


def get_example(example_id: UUID) -> Example:
    """Give an example. Refuses ``ExampleUnknown``."""
    found: Example | None = Example.objects.filter(id=example_id).first()
    if found is None:
        raise ExampleUnknown
    return found


def find_examples() -> list[Example]:
    """Give all examples, by name."""
    return list(Example.objects.order_by("name", "id"))


def programme_tried() -> Programme:
    """Give what examples are run against: the draft, or else the newest version."""
    draft: Draft | None = Draft.objects.first()
    return files.read(newest_version().document if draft is None else draft.document)


def compiled(programme: Programme, *, zone: str) -> Compiled:
    """Make a programme that may not be published yet ready to decide."""
    return compile_(programme, version=_TRIED, zone=zone)


def run(examples: Iterable[Example], *, programme: Programme, zone: str) -> list[Ran]:
    """Run examples against a programme; nothing is read or written."""
    rules = compiled(programme, zone=zone)
    return [Ran(one, _differences(one, rules, zone)) for one in examples]


def state_in(example: Example) -> MemberState | None:
    """Read where an example's member stands."""
    return None if example.member is None else msgspec.convert(example.member, MemberState)


def _differences(example: Example, rules: Compiled, zone: str) -> list[Difference]:
    actual = running.outcome(
        receipts.read(example.receipt), state_in(example), programme=rules, zone=zone
    )
    return running.differences(example.expected, actual)
