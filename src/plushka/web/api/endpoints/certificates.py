"""Gift certificates (D33): sold, looked at, topped up, spent, given back, blocked."""

from functools import partial
from uuid import UUID

from plushka.domain.certificates import operations, queries, selling
from plushka.domain.certificates.posting import Posted, Where
from plushka.domain.certificates.refusals import (
    CertificateDiffers,
    CertificateNotValid,
    CertificatePinWrong,
    CertificateRefunded,
    CertificateSold,
    CertificateTooLittle,
    CertificateUnknown,
)
from plushka.domain.certificates.selling import NewCertificate, Sold
from plushka.domain.members.queries import MemberUnknown, identify
from plushka.domain.repeats import operations as repeats
from plushka.domain.repeats import queries as kept_answers
from plushka.domain.repeats.queries import RepeatDiffers
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.queries import OutletUnknown, get_outlet
from plushka.web.api import examples
from plushka.web.api.endpoint import Answer, Call, Endpoint
from plushka.web.api.reading.shape import Shape
from plushka.web.api.running import alone, in_context
from plushka.web.api.schemas.certificate import (
    AskedMoving,
    AskedSelling,
    CertificateEntriesOut,
    CertificateEntryOut,
    CertificateIn,
    CertificateMovedOut,
    CertificateOut,
    CertificateSoldOut,
    CheckIn,
    NothingIn,
    PayOutIn,
    RefundIn,
    SpendingIn,
    TopUpIn,
)

_SELL = "certificate"


def sell_certificate(call: Call[AskedSelling]) -> Answer:
    """Sell a certificate. The code is answered again to the same receipt, until it is spent."""
    print_ = kept_answers.fingerprint(_SELL, call.asked)
    with tenant_context(call.place.id):
        known = kept_answers.find(keys=[call.key]).get(call.key) if call.key else None
        if known is not None:
            # What is kept of the answer has no code.
            kept_answers.check(known, operation=_SELL, fingerprint=print_)
            row = queries.get_certificate(UUID(known.answer["certificate"]))
            sold = selling.told(row, is_repeat=True)
        else:
            sold = _sell(call)
            if call.key:
                answer = {"certificate": str(sold.certificate.id)}
                kept = repeats.NewAnswer(call.key, _SELL, print_, 201, answer)
                repeats.remember(answers=[kept], at=call.at)
    return Answer(CertificateSoldOut.of(sold, zone=call.place.zone), is_repeat=sold.is_repeat)


def check_certificate(call: Call[AskedMoving]) -> Answer:
    """Say what a certificate is worth. A wrong PIN is counted."""
    row = operations.check(proof=call.asked.proof, pin=call.asked.pin)
    return Answer(CertificateOut.of(row, zone=call.place.zone))


def top_up_certificate(call: Call[AskedMoving]) -> Answer:
    """Put more money on a certificate. Safe to repeat: a receipt does it once."""
    asked = call.asked
    posted = operations.top_up(
        proof=asked.proof, amount=asked.amount or 0, where=_where(call), at=call.at
    )
    return _moved(call, posted)


def spend_certificate(call: Call[AskedMoving]) -> Answer:
    """Pay for a receipt with a certificate. Safe to repeat: a receipt is paid once."""
    asked = call.asked
    posted = operations.spend(
        proof=asked.proof,
        pin=asked.pin,
        amount=asked.amount or 0,
        where=_where(call),
        at=call.at,
    )
    return _moved(call, posted)


def refund_certificate(call: Call[AskedMoving]) -> Answer:
    """Give back what a certificate paid, or a part of it. Safe to repeat."""
    asked = call.asked
    posted = operations.refund(
        spending=asked.spending or UUID(int=0),
        amount=asked.amount,
        where=_where(call),
        at=call.at,
    )
    return _moved(call, posted)


def pay_out_certificate(call: Call[AskedMoving]) -> Answer:
    """Give out the rest of a certificate as money. Safe to repeat."""
    asked = call.asked
    posted = operations.pay_out(proof=asked.proof, pin=asked.pin, where=_where(call), at=call.at)
    return _moved(call, posted)


def get_certificate(call: Call[None]) -> Answer:
    """Read a certificate as it stands."""
    row = queries.get_certificate(call.ids["id"])
    return Answer(CertificateOut.of(row, zone=call.place.zone))


def list_certificate_entries(call: Call[None]) -> Answer:
    """List the newest movements of a certificate's money."""
    queries.get_certificate(call.ids["id"])
    items = [
        CertificateEntryOut.of(
            entry, outlet=entry.outlet and entry.outlet.code, zone=call.place.zone
        )
        for entry in queries.entries_of(call.ids["id"])
    ]
    return Answer(CertificateEntriesOut(items))


def block_certificate(call: Call[None]) -> Answer:
    """Let nobody spend a certificate."""
    return _block(call, is_blocked=True)


def unblock_certificate(call: Call[None]) -> Answer:
    """Let a certificate be spent again, with all its tries of the PIN."""
    return _block(call, is_blocked=False)


def _block(call: Call[None], *, is_blocked: bool) -> Answer:
    operations.block(
        certificate_id=call.ids["id"], is_blocked=is_blocked, actor=call.actor, at=call.at
    )
    return get_certificate(call)


def _sell(call: Call[AskedSelling]) -> Sold:
    asked = call.asked
    outlet = get_outlet(asked.outlet, allowed=call.bearer.outlet_id)
    where = Where(actor=call.actor, outlet=outlet.id, receipt=asked.receipt)
    if asked.proof is not None:
        return selling.sell_blank(proof=asked.proof, where=where, at=call.at)
    member = None if asked.member is None else identify(locator=asked.member, at=call.at)
    new = NewCertificate(
        nominal=asked.nominal or 0,
        valid_until=asked.valid_until,
        member=member,
        has_pin=asked.has_pin,
    )
    return selling.sell(new, where=where, at=call.at)


def _where(call: Call[AskedMoving]) -> Where:
    outlet = get_outlet(call.asked.outlet, allowed=call.bearer.outlet_id)
    return Where(actor=call.actor, outlet=outlet.id, receipt=call.asked.receipt)


def _moved(call: Call[AskedMoving], posted: Posted) -> Answer:
    told = CertificateMovedOut.of(posted, outlet=call.asked.outlet, zone=call.place.zone)
    return Answer(told, is_repeat=posted.is_repeat)


_posted = partial(Endpoint, method="POST", tag="Certificates")
_BY_CODE = (CertificateUnknown, CertificateNotValid, OutletUnknown, CertificateDiffers)

ENDPOINTS = (
    _posted(
        path="/certificates",
        scope="sales",
        act=sell_certificate,
        run=alone,
        summary="Sell a certificate",
        body=Shape(CertificateIn),
        answers=CertificateSoldOut,
        status=201,
        operation=_SELL,
        refuses=(*_BY_CODE, CertificateSold, MemberUnknown, RepeatDiffers),
        example=examples.CERTIFICATE,
    ),
    _posted(
        path="/certificates/check",
        scope="sales",
        act=check_certificate,
        run=in_context,
        summary="Look what a certificate is worth",
        body=Shape(CheckIn),
        answers=CertificateOut,
        refuses=(CertificateUnknown, CertificateNotValid, CertificatePinWrong),
    ),
    _posted(
        path="/certificates/top-ups",
        scope="sales",
        act=top_up_certificate,
        run=in_context,
        summary="Top up a certificate",
        body=Shape(TopUpIn),
        answers=CertificateMovedOut,
        status=201,
        operation="certificate_top_up",
        refuses=_BY_CODE,
    ),
    _posted(
        path="/certificates/spendings",
        scope="sales",
        act=spend_certificate,
        run=in_context,
        summary="Pay with a certificate",
        body=Shape(SpendingIn),
        answers=CertificateMovedOut,
        status=201,
        operation="certificate_spend",
        refuses=(*_BY_CODE, CertificatePinWrong, CertificateTooLittle),
    ),
    _posted(
        path="/certificates/refunds",
        scope="sales",
        act=refund_certificate,
        run=in_context,
        summary="Give back what a certificate paid",
        body=Shape(RefundIn),
        answers=CertificateMovedOut,
        status=201,
        operation="certificate_refund",
        refuses=(CertificateNotValid, CertificateRefunded, OutletUnknown, CertificateDiffers),
    ),
    _posted(
        path="/certificates/payouts",
        scope="sales",
        act=pay_out_certificate,
        run=in_context,
        summary="Give out the rest of a certificate",
        body=Shape(PayOutIn),
        answers=CertificateMovedOut,
        status=201,
        operation="certificate_pay_out",
        refuses=(*_BY_CODE, CertificatePinWrong, CertificateTooLittle),
    ),
    _posted(
        path="/certificates/{id}/block",
        scope="adjust",
        act=block_certificate,
        run=in_context,
        summary="Block a certificate",
        body=Shape(NothingIn),
        is_body_optional=True,
        answers=CertificateOut,
        operation="certificate_block",
        refuses=(CertificateUnknown, CertificateNotValid),
        statuses={"certificate_unknown": 404},
    ),
    _posted(
        path="/certificates/{id}/unblock",
        scope="adjust",
        act=unblock_certificate,
        run=in_context,
        summary="Unblock a certificate",
        body=Shape(NothingIn),
        is_body_optional=True,
        answers=CertificateOut,
        operation="certificate_unblock",
        refuses=(CertificateUnknown, CertificateNotValid),
        statuses={"certificate_unknown": 404},
    ),
    Endpoint(
        method="GET",
        path="/certificates/{id}",
        scope="read",
        act=get_certificate,
        run=in_context,
        summary="Read a certificate",
        tag="Certificates",
        answers=CertificateOut,
        refuses=(CertificateUnknown,),
        statuses={"certificate_unknown": 404},
    ),
    Endpoint(
        method="GET",
        path="/certificates/{id}/entries",
        scope="read",
        act=list_certificate_entries,
        run=in_context,
        summary="List the movements of a certificate",
        tag="Certificates",
        answers=CertificateEntriesOut,
        refuses=(CertificateUnknown,),
        statuses={"certificate_unknown": 404},
    ),
)
