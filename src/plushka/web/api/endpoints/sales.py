"""Quote, record, and read sales."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
import structlog

from plushka.domain.confirmations.refusals import ConfirmationNeeded, ConfirmationWrong
from plushka.domain.ledger.spending import NotEnoughPoints
from plushka.domain.members.queries import MemberUnknown
from plushka.domain.programmes.paying import PaysTooMuchWithPoints, RedeemNotAllowed
from plushka.domain.repeats import operations as repeats
from plushka.domain.repeats import queries as kept_answers
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.domain.sales import operations, queries
from plushka.domain.sales.asked import AskedSale
from plushka.domain.sales.loading import SaleCall
from plushka.domain.sales.queries import SaleStory
from plushka.domain.sales.refusals import (
    MemberBlocked,
    ReceiptDiffers,
    ReceiptTooOld,
    SaleUnknown,
    SecondProofNeeded,
    SpendingFrozen,
)
from plushka.domain.sales.sameness import as_sent
from plushka.domain.sales.told import ToldSale
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import OutletUnknown, get_outlet
from plushka.domain.vouchers.refusals import (
    VoucherDoesNotFit,
    VoucherNotValid,
    VoucherUnknown,
    VoucherUsed,
)
from plushka.lib.faults import told_of
from plushka.lib.refusal import Refusal
from plushka.web.api import examples
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.incoming import MEBIBYTE
from plushka.web.api.problems import problem
from plushka.web.api.reading.shape import Shape
from plushka.web.api.refusals import Failed, TooLarge
from plushka.web.api.running import alone, in_context
from plushka.web.api.schemas.sale import BatchIn, QuoteIn, SaleIn, SaleQuery
from plushka.web.api.schemas.sold import (
    BatchOut,
    PastSaleOut,
    SaleOut,
    SalesOut,
)
from plushka.web.api.tills import answer_of, asker_of, gathered

MOST_IN_A_BATCH = 1000
_SALE = Shape(SaleIn)
_log = structlog.get_logger("plushka.api")


def quote(call: Call[AskedSale]) -> Answer:
    """Say what recording the sale would answer now. Nothing is written."""
    told = operations.quote(
        tenant_id=call.place.id, sale=call.asked, asker=asker_of(call.bearer), at=call.at
    )
    return answer_of(call, told)


def record(_call: Call[AskedSale]) -> Answer:
    """Redeem and accrue points for one receipt. Safe to repeat."""
    raise AssertionError("recorded with those that wait beside it")


def record_batch(call: Call[list[bytes]]) -> Answer:
    """Record up to 1000 sales in the order given. Each stands alone."""
    if len(call.asked) > MOST_IN_A_BATCH:
        raise TooLarge(sales=MOST_IN_A_BATCH)
    asked = [_read(sale, call.place.region) for sale in call.asked]
    is_repeat = bool(call.key) and _claim(call.key or "", call, asked)
    asker = asker_of(call.bearer)
    told = iter(
        operations.record(
            tenant_id=call.place.id,
            sales=[SaleCall(sale, asker) for sale in asked if not isinstance(sale, Refusal)],
            at=call.at,
        )
    )
    results = [_result(call, one if isinstance(one, Refusal) else next(told)) for one in asked]
    return Answer(BatchOut(results), is_repeat=is_repeat)


def get_sale(call: Call[None]) -> Answer:
    """Read a sale as it was answered, with the returns that followed."""
    story = queries.get_story(call.place, call.ids["id"])
    if not _may_see(story, call.bearer.outlet_id):
        raise SaleUnknown
    return Answer(_told(call, story))


def find_sale(call: Call[SaleQuery]) -> Answer:
    """Find a sale by its outlet and receipt."""
    outlet, receipt = call.asked.outlet, call.asked.receipt
    get_outlet(outlet, allowed=call.bearer.outlet_id)
    story = queries.find_story(call.place, outlet=outlet, receipt=receipt)
    return Answer(SalesOut([_told(call, story)] if story else [], None))


def _may_see(story: SaleStory, outlet_id: UUID | None) -> bool:
    return outlet_id is None or get_outlet(story.outlet).id == outlet_id


def _told(call: Call[object], story: SaleStory) -> PastSaleOut:
    return PastSaleOut.of(story.sale, story.returns, zone=call.place.zone, language=call.language)


def _read(sale: bytes, region: str) -> AskedSale | Refusal:
    try:
        return _SALE.read(sale, region)
    except Refusal as refusal:
        return refusal


def _claim(key: str, call: Call[list[bytes]], asked: Sequence[AskedSale | Refusal]) -> bool:
    """Take the key for this batch; give whether the batch came with it before.

    The sales themselves are known by their receipts.
    """
    sent = [
        call.asked[place] if isinstance(one, Refusal) else as_sent(one, at=one.at)
        for place, one in enumerate(asked)
    ]
    print_ = kept_answers.fingerprint("batch", sent)
    with tenant_context(call.place.id):
        if known := kept_answers.find(keys=[key]).get(key):
            kept_answers.check(known, operation="batch", fingerprint=print_)
            return True
        kept = repeats.NewAnswer(
            key=key, operation="batch", fingerprint=print_, status=200, answer=None
        )
        repeats.remember(answers=[kept], at=call.at)
    return False


def _result(call: Call[object], told: ToldSale | Exception) -> dict[str, object]:
    """Write one result; the status of HTTP stands where a lone answer says ``recorded``."""
    if isinstance(told, Refusal):
        return problem(told, language=call.refuses_in)
    if isinstance(told, Exception):
        _log.error("failed", address="POST /sales/batch", tenant=call.place.id, **told_of(told))
        return problem(Failed(), language=call.refuses_in)
    answer = answer_of(call, told)
    return msgspec.structs.asdict(answer.told) | {"status": 200 if answer.is_repeat else 201}


_REFUSALS = (
    MemberUnknown,
    NotEnoughPoints,
    PaysTooMuchWithPoints,
    RedeemNotAllowed,
    OutletUnknown,
    MemberBlocked,
    SpendingFrozen,
    SecondProofNeeded,
    ReceiptTooOld,
    VoucherUnknown,
    VoucherUsed,
    VoucherNotValid,
    VoucherDoesNotFit,
)
REFUSED_SALE = (
    *_REFUSALS,
    ConfirmationNeeded,
    ConfirmationWrong,
    RepeatDiffers,
    ReceiptDiffers,
)
"""What recording a sale may refuse, alone or in an exchange."""

ENDPOINTS = (
    Endpoint(
        method="POST",
        path="/sales/quote",
        scope="sales",
        act=quote,
        run=alone,
        summary="Quote a sale",
        tag="Sales",
        body=Shape(QuoteIn),
        answers=SaleOut,
        refuses=_REFUSALS,
        example=examples.SALE,
    ),
    Endpoint(
        method="POST",
        path="/sales",
        scope="sales",
        act=record,
        run=gathered,
        summary="Record a sale",
        tag="Sales",
        body=_SALE,
        answers=SaleOut,
        status=201,
        operation="sale",
        refuses=REFUSED_SALE,
        example=examples.SALE,
    ),
    Endpoint(
        method="POST",
        path="/sales/batch",
        scope="sales",
        act=record_batch,
        run=alone,
        summary="Record many sales",
        tag="Sales",
        body=Shape(BatchIn, apart=True),
        answers=BatchOut,
        operation="batch",
        refuses=(RepeatDiffers,),
        most=8 * MEBIBYTE,
        example={"sales": [examples.SALE]},
    ),
    Endpoint(
        method="GET",
        path="/sales/{id}",
        scope="read",
        act=get_sale,
        run=in_context,
        summary="Read a sale",
        tag="Sales",
        answers=PastSaleOut,
        refuses=(SaleUnknown,),
    ),
    Endpoint(
        method="GET",
        path="/sales",
        scope="read",
        act=find_sale,
        run=in_context,
        summary="Find a sale by its receipt",
        tag="Sales",
        query=Shape(SaleQuery),
        answers=SalesOut,
        refuses=(OutletUnknown,),
    ),
)
