"""Set points aside until a sale is final; ask for the code that confirms a redemption."""

import datetime as dt

from plushka.domain.confirmations import operations as confirmations
from plushka.domain.confirmations.codes import CodeTerms
from plushka.domain.confirmations.refusals import (
    ConfirmationNeeded,
    ConfirmationWrong,
    TooManyCodes,
)
from plushka.domain.ledger import queries as ledger
from plushka.domain.ledger.holding import (
    CaptureDiffers,
    HoldNotOpen,
    MoreThanHeld,
    ReferenceDiffers,
)
from plushka.domain.ledger.lots import Hold
from plushka.domain.ledger.queries import HoldUnknown
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.ledger.terms import Balance
from plushka.domain.limits.refusals import CodeLimitReached
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.programmes import queries as programmes
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.domain.sales import holding
from plushka.domain.sales.holding import AskedHold
from plushka.domain.sales.refusals import MemberBlocked, SecondProofNeeded, SpendingFrozen
from plushka.domain.tenants.queries import OutletUnknown, get_outlet
from plushka.lib.money import show
from plushka.web.api import examples, keys
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import in_context
from plushka.web.api.schemas.points import (
    AskedCode,
    AskedPoints,
    CaptureIn,
    ConfirmationIn,
    ConfirmationOut,
    HoldIn,
    HoldOut,
    NothingIn,
)
from plushka.web.api.schemas.told import BalanceOut, local
from plushka.web.api.tills import asker_of


def ask_for_code(call: Call[AskedCode]) -> Answer:
    """Send the member a code to tell the cashier. A code to enrol needs the scope `members`."""
    asked = call.asked
    if asked.purpose == "enrol":
        keys.need(call.bearer, "members")
    outlet = get_outlet(asked.outlet, allowed=call.bearer.outlet_id)
    terms = programmes.rules(zone=call.place.zone).at(call.at).document.confirmations
    confirmations.ask(
        locator=asked.member,
        purpose="ENROL" if asked.purpose == "enrol" else "REDEEM",
        outlet_id=outlet.id,
        at=call.at,
        amount=asked.amount,
        terms=CodeTerms(terms.digits, terms.ttl_minutes, terms.tries),
    )
    expires_at = call.at + dt.timedelta(minutes=terms.ttl_minutes)
    return Answer(ConfirmationOut(local(expires_at, call.place.zone)))


def hold_points(call: Call[AskedPoints]) -> Answer:
    """Set points aside until a sale is final, at most for 14 days."""
    asked = call.asked
    minutes = None if asked.minutes is None else dt.timedelta(minutes=asked.minutes)
    held = holding.hold(
        place=call.place,
        asked=AskedHold(
            member=asked.member,
            points=asked.points,
            until=asked.until if minutes is None else minutes,
            outlet=asked.outlet,
            reference=asked.reference,
            confirmation=asked.confirmation,
        ),
        asker=asker_of(call.bearer),
        at=call.at,
    )
    told = _told(call, held.hold, held.balance, captured=held.captured)
    return Answer(told, is_repeat=held.is_repeat)


def capture_hold(call: Call[int | None]) -> Answer:
    """Redeem what a hold set aside, or less; the rest is free at the same moment."""
    posted = holding.capture(
        place=call.place,
        hold_id=call.ids["id"],
        points=call.asked,
        asker=asker_of(call.bearer),
        at=call.at,
    )
    held = ledger.get_hold(hold=call.ids["id"])
    told = _told(call, held, posted.balance, captured=-posted.entry.points)
    return Answer(told, is_repeat=posted.is_repeat)


def release_hold(call: Call[None]) -> Answer:
    """Free what a hold set aside."""
    held = holding.release(hold_id=call.ids["id"], asker=asker_of(call.bearer), at=call.at)
    return Answer(_told(call, held.hold, held.balance), is_repeat=held.is_repeat)


def _told(
    call: Call[object], held: Hold, balance: Balance, *, captured: int | None = None
) -> HoldOut:
    return HoldOut(
        id=str(held.id),
        points=show(held.points),
        until=local(held.until, call.place.zone),
        status=held.state.lower(),  # type: ignore[arg-type]
        captured=None if captured is None else show(captured),
        balance=BalanceOut.of(balance),
    )


ENDPOINTS = (
    Endpoint(
        method="POST",
        path="/confirmations",
        scope="sales",
        act=ask_for_code,
        run=in_context,
        summary="Ask for a code",
        tag="Points",
        body=Shape(ConfirmationIn),
        answers=ConfirmationOut,
        status=202,
        operation="confirmation",
        refuses=(MemberUnknown, OutletUnknown, TooManyCodes, CodeLimitReached),
        example=examples.CONFIRMATION,
    ),
    Endpoint(
        method="POST",
        path="/holds",
        scope="sales",
        act=hold_points,
        run=in_context,
        summary="Hold points",
        tag="Points",
        body=Shape(HoldIn),
        answers=HoldOut,
        status=201,
        operation="hold",
        refuses=(
            MemberUnknown,
            MemberBlocked,
            SpendingFrozen,
            SecondProofNeeded,
            NotEnoughPoints,
            OutletUnknown,
            ConfirmationNeeded,
            ConfirmationWrong,
            RepeatDiffers,
            ReferenceDiffers,
        ),
        example=examples.HOLD,
    ),
    Endpoint(
        method="POST",
        path="/holds/{id}/capture",
        scope="sales",
        act=capture_hold,
        run=in_context,
        summary="Capture a hold",
        tag="Points",
        body=Shape(CaptureIn),
        is_body_optional=True,
        answers=HoldOut,
        operation="capture",
        refuses=(HoldUnknown, HoldNotOpen, MoreThanHeld, RepeatDiffers, CaptureDiffers),
        example={"points": "80.00"},
    ),
    Endpoint(
        method="POST",
        path="/holds/{id}/release",
        scope="sales",
        act=release_hold,
        run=in_context,
        summary="Release a hold",
        tag="Points",
        body=Shape(NothingIn),
        is_body_optional=True,
        answers=HoldOut,
        operation="release",
        refuses=(HoldUnknown, HoldNotOpen),
    ),
)
