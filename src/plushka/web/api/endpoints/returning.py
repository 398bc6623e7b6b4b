"""Goods come back: returned for money, or exchanged for others."""

from plushka.domain.members.queries import MemberUnknown
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.domain.sales import operations
from plushka.domain.sales.asked import AskedExchange, AskedReturn, AskedUnreceipted
from plushka.domain.sales.refusals import AlreadyReturned, ReceiptDiffers, SaleUnknown
from plushka.domain.tenants.queries import OutletUnknown
from plushka.web.api import examples
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.endpoints.sales import REFUSED_SALE
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import alone
from plushka.web.api.schemas.sale import ExchangeIn, ReturnIn, UnreceiptedIn
from plushka.web.api.schemas.sold import ExchangeOut, ReturnOut
from plushka.web.api.tills import asker_of


def return_(call: Call[AskedReturn]) -> Answer:
    """Take back a sale, some of its lines, or a part of it."""
    told = operations.return_(
        tenant_id=call.place.id,
        sale_id=call.ids["id"],
        asked=call.asked,
        asker=asker_of(call.bearer),
        at=call.at,
        key=call.key,
    )
    return Answer(ReturnOut.of(told, language=call.language), is_repeat=told.is_repeat)


def return_unreceipted(call: Call[AskedUnreceipted]) -> Answer:
    """Take back goods without their receipt; who holds the key approves it."""
    told = operations.return_unreceipted(
        tenant_id=call.place.id,
        asked=call.asked,
        asker=asker_of(call.bearer),
        at=call.at,
        key=call.key,
    )
    return Answer(ReturnOut.of(told, language=call.language), is_repeat=told.is_repeat)


def exchange(call: Call[AskedExchange]) -> Answer:
    """Take goods back and record the sale of others for them, both or neither. Safe to repeat."""
    told = operations.exchange(
        tenant_id=call.place.id,
        sale_id=call.ids["id"],
        asked=call.asked,
        asker=asker_of(call.bearer),
        at=call.at,
        key=call.key,
    )
    out = ExchangeOut.of(told, zone=call.place.zone, language=call.language)
    return Answer(out, is_repeat=told.is_repeat)


ENDPOINTS = (
    Endpoint(
        method="POST",
        path="/sales/{id}/returns",
        scope="sales",
        act=return_,
        run=alone,
        summary="Return a sale or a part of it",
        tag="Sales",
        body=Shape(ReturnIn),
        answers=ReturnOut,
        status=201,
        operation="return",
        refuses=(SaleUnknown, AlreadyReturned, OutletUnknown, RepeatDiffers, ReceiptDiffers),
        example=examples.RETURN,
    ),
    Endpoint(
        method="POST",
        path="/sales/{id}/exchange",
        scope="sales",
        act=exchange,
        run=alone,
        summary="Exchange goods of a sale for others",
        tag="Sales",
        body=Shape(ExchangeIn),
        answers=ExchangeOut,
        status=201,
        operation="exchange",
        refuses=(*REFUSED_SALE, SaleUnknown, AlreadyReturned),
        example=examples.EXCHANGE,
    ),
    Endpoint(
        method="POST",
        path="/returns",
        scope="approve",
        act=return_unreceipted,
        run=alone,
        summary="Return goods without their receipt",
        tag="Sales",
        body=Shape(UnreceiptedIn),
        answers=ReturnOut,
        status=201,
        operation="return",
        refuses=(MemberUnknown, OutletUnknown, RepeatDiffers, ReceiptDiffers),
        example=examples.UNRECEIPTED,
    ),
)
