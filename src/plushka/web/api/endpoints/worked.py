"""Worked receipts that a draft has to agree with before it is published."""

from plushka.domain.members.queries import MemberUnknown
from plushka.domain.workbench import operations as workbench
from plushka.domain.workbench import queries
from plushka.domain.workbench.models import Example
from plushka.domain.workbench.queries import ExampleUnknown
from plushka.web.api import examples
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import in_context
from plushka.web.api.schemas.worked import (
    AskedExample,
    ExampleIn,
    ExampleOut,
    ExamplesOut,
    RemovedOut,
)


def list_examples(call: Call[None]) -> Answer:
    """Run every example against the draft, or else against the newest version."""
    return Answer(ExamplesOut(_ran(call, queries.find_examples())))


def save_example(call: Call[AskedExample]) -> Answer:
    """Keep a worked receipt with the numbers it has to come to."""
    asked = call.asked
    example = workbench.save_example(
        name=asked.name,
        receipt=asked.receipt,
        member=asked.member,
        expected=asked.expected,
        place=call.place,
        actor=call.actor,
        at=call.at,
    )
    [told] = _ran(call, [example])
    return Answer(told)


def remove_example(call: Call[None]) -> Answer:
    """Forget an example."""
    workbench.remove_example(example_id=call.ids["id"], actor=call.actor, at=call.at)
    return Answer(RemovedOut(call.ids["id"], "removed"))


def _ran(call: Call[object], found: list[Example]) -> list[ExampleOut]:
    ran = queries.run(found, programme=queries.programme_tried(), zone=call.place.zone)
    return [ExampleOut.of(one) for one in ran]


ENDPOINTS = (
    Endpoint(
        method="GET",
        path="/programme/examples",
        scope="programme",
        act=list_examples,
        run=in_context,
        summary="Run the examples",
        tag="Programme",
        answers=ExamplesOut,
    ),
    Endpoint(
        method="POST",
        path="/programme/examples",
        scope="programme",
        act=save_example,
        run=in_context,
        summary="Save an example",
        tag="Programme",
        body=Shape(ExampleIn),
        answers=ExampleOut,
        status=201,
        operation="example",
        refuses=(MemberUnknown,),
        example=examples.EXAMPLE,
    ),
    Endpoint(
        method="DELETE",
        path="/programme/examples/{id}",
        scope="programme",
        act=remove_example,
        run=in_context,
        summary="Remove an example",
        tag="Programme",
        answers=RemovedOut,
        operation="remove",
        refuses=(ExampleUnknown,),
    ),
)
