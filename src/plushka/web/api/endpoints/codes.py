"""Codes under the cap are activated."""

from plushka.domain.access.counting import TooManyTries
from plushka.domain.codes.refusals import (
    ActivationLimitReached,
    CodeFinished,
    CodeMistyped,
    CodeNotActive,
    CodeRevoked,
    CodeUnknown,
    CodeUsed,
)
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.domain.sales.refusals import MemberBlocked
from plushka.web.api import examples
from plushka.web.api.activations import gathered
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.reading.shape import Shape
from plushka.web.api.schemas.activation import ActivationIn, ActivationOut, AskedActivation


def activate_code(_call: Call[AskedActivation]) -> Answer:
    """Activate a code for a member, once; the same member is answered the same again."""
    raise AssertionError("activated with those that wait beside it")


ENDPOINTS = (
    Endpoint(
        method="POST",
        path="/codes/activate",
        scope="codes",
        act=activate_code,
        run=gathered,
        summary="Activate a code",
        tag="Codes",
        body=Shape(ActivationIn),
        answers=ActivationOut,
        status=201,
        operation="activation",
        refuses=(
            MemberUnknown,
            MemberBlocked,
            CodeMistyped,
            CodeUnknown,
            CodeUsed,
            CodeNotActive,
            CodeFinished,
            CodeRevoked,
            ActivationLimitReached,
            TooManyTries,
            RepeatDiffers,
        ),
        example=examples.ACTIVATION,
    ),
)
