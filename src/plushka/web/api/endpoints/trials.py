"""One receipt tried at a moment to come."""

from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.programmes.drafts import DraftUnknown
from plushka.domain.programmes.paying import PaysTooMuchWithPoints, RedeemNotAllowed
from plushka.domain.programmes.queries import VersionUnknown
from plushka.domain.sales.refusals import MemberBlocked, SpendingFrozen
from plushka.domain.tenants.queries import OutletUnknown
from plushka.domain.workbench.trials import try_at
from plushka.web.api import examples
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import in_context
from plushka.web.api.schemas.trial import AskedTrial, TrialIn, TrialOut


def try_receipt(call: Call[AskedTrial]) -> Answer:
    """Say what a receipt would come to at a moment to come. Nothing is written."""
    asked = call.asked
    trial = try_at(
        receipt=asked.receipt,
        source=asked.source,
        member=asked.member,
        place=call.place,
        at=call.at,
    )
    return Answer(TrialOut.of(trial, zone=call.place.zone, language=call.language))


ENDPOINTS = (
    Endpoint(
        method="POST",
        path="/programme/trial",
        scope="programme",
        act=try_receipt,
        run=in_context,
        summary="Try a receipt at a moment to come",
        tag="Programme",
        body=Shape(TrialIn),
        answers=TrialOut,
        refuses=(
            *(DraftUnknown, VersionUnknown),
            *(MemberUnknown, OutletUnknown, MemberBlocked, SpendingFrozen),
            *(NotEnoughPoints, PaysTooMuchWithPoints, RedeemNotAllowed),
        ),
        example=examples.TRIAL,
    ),
)
