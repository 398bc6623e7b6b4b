"""Receipts that are claimed afterwards, and who watches over it (T42)."""

import datetime as dt
from uuid import UUID

from plushka.domain.members.queries import MemberUnknown
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.domain.sales import claims, operations
from plushka.domain.sales.asked import AskedClaim
from plushka.domain.sales.refusals import (
    AlreadyClaimed,
    AlreadyReturned,
    ClaimDiffers,
    ClaimLimitReached,
    ClaimTooLate,
    MemberBlocked,
)
from plushka.domain.tenants.queries import OutletUnknown, get_outlet
from plushka.lib.days import local_day, start_of_day
from plushka.web.api import examples
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import alone, in_context
from plushka.web.api.schemas.account import page
from plushka.web.api.schemas.claim import (
    AskedCashiers,
    AskedClaims,
    CashierClaimsOut,
    CashiersOut,
    CashiersQuery,
    ClaimIn,
    ClaimOut,
    ClaimsOut,
    ClaimsQuery,
)
from plushka.web.api.schemas.sold import SaleOut
from plushka.web.api.tills import answer_of, asker_of

_USUAL = dt.timedelta(days=30)


def claim(call: Call[AskedClaim]) -> Answer:
    """Give a receipt that was recorded without a member to the one whose it is."""
    told = operations.claim(
        tenant_id=call.place.id,
        asked=call.asked,
        asker=asker_of(call.bearer),
        at=call.at,
        key=call.key,
    )
    return answer_of(call, told)


def list_claims(call: Call[AskedClaims]) -> Answer:
    """List claims, newest first."""
    asked = call.asked
    found = claims.find_claims(
        limit=asked.limit + 1,
        after=asked.after,
        member=asked.member,
        outlet=_outlet(call, asked.outlet),
        staff=asked.staff,
    )
    shown, last = page(found, asked.limit)
    items = [ClaimOut.of(one, zone=call.place.zone) for one in shown]
    return Answer(ClaimsOut(items, None if last is None else str(last.id)))


def list_cashiers(call: Call[AskedCashiers]) -> Answer:
    """Count claims by who sold the receipts, those with the most first."""
    asked, zone = call.asked, call.place.zone
    since = asked.since or local_day(call.at, zone) - _USUAL
    found = claims.count_by_cashier(
        since=start_of_day(since, zone),
        outlet=_outlet(call, asked.outlet),
        limit=asked.limit,
    )
    return Answer(CashiersOut([CashierClaimsOut.of(one) for one in found]))


def _outlet(call: Call[AskedClaims] | Call[AskedCashiers], code: str | None) -> UUID | None:
    """Give the outlet that is named, else the only one the key may speak for."""
    if code is None:
        return call.bearer.outlet_id
    found: UUID = get_outlet(code, allowed=call.bearer.outlet_id).id
    return found


ENDPOINTS = (
    Endpoint(
        method="POST",
        path="/claims",
        scope="claims",
        act=claim,
        run=alone,
        summary="Claim a receipt for a member",
        tag="Sales",
        body=Shape(ClaimIn),
        answers=SaleOut,
        status=201,
        operation="claim",
        refuses=(
            MemberUnknown,
            MemberBlocked,
            OutletUnknown,
            ClaimDiffers,
            AlreadyClaimed,
            AlreadyReturned,
            ClaimTooLate,
            ClaimLimitReached,
            RepeatDiffers,
        ),
        example=examples.CLAIM,
    ),
    Endpoint(
        method="GET",
        path="/claims",
        scope="read",
        act=list_claims,
        run=in_context,
        summary="List claimed receipts",
        tag="Sales",
        query=Shape(ClaimsQuery),
        answers=ClaimsOut,
        refuses=(OutletUnknown,),
    ),
    Endpoint(
        method="GET",
        path="/claims/cashiers",
        scope="read",
        act=list_cashiers,
        run=in_context,
        summary="Count claimed receipts by cashier",
        tag="Sales",
        query=Shape(CashiersQuery),
        answers=CashiersOut,
        refuses=(OutletUnknown,),
    ),
)
