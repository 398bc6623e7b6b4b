"""Certificates are made, and sold: a new one, or a blank that was printed before."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from plushka.domain.certificates import codes
from plushka.domain.certificates.models import Certificate, Entry
from plushka.domain.certificates.posting import Where, before, check_amount, lock, post
from plushka.domain.certificates.refusals import (
    CertificateDiffers,
    CertificateNotValid,
    CertificateSold,
)
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Outlet
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField

Kind = Entry.Kind
State = Certificate.State


@dataclass(frozen=True, slots=True)
class Sold:
    """A certificate that was sold; its code and PIN, as long as they can be told."""

    certificate: Certificate
    code: str
    pin: str
    is_repeat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCertificate:
    """A certificate to be: what it is worth, until when, whose, and whether it has a PIN."""

    nominal: int
    valid_until: dt.datetime | None = None
    member: UUID | None = None
    has_pin: bool = False
    batch: UUID | None = None


def make(new: NewCertificate, *, at: dt.datetime) -> Certificate:
    """Make a blank, unsaved: worth nothing until it is sold."""
    check_amount(new.nominal, path="nominal")
    if new.valid_until is not None and new.valid_until <= at:
        raise BadField("valid_until", "this is over already")
    id_, code = new_id(), codes.new_code()
    pin = codes.new_pin() if new.has_pin else ""
    return Certificate(
        tenant_id=current_tenant(),
        id=id_,
        digest=codes.digest(codes.proof(code)),
        ending=code[-codes.ENDING :],
        sealed=codes.sealed(code, pin),
        pin=codes.pin_digest(id_, pin) if pin else None,
        state=State.BLANK,
        nominal=new.nominal,
        member_id=new.member,
        batch_id=new.batch,
        valid_until=new.valid_until,
        made_at=at,
    )


def sell(new: NewCertificate, *, where: Where, at: dt.datetime) -> Sold:
    """Sell a new certificate; the same receipt again is the same certificate (T6).

    Its code can be told again until it is first spent. Refuses a receipt that sold another one.
    """
    if (known := _sold_by(where)) is not None:
        if known.batch_id is not None or _asked_for(known) != _wanted(new):
            raise CertificateDiffers(where.receipt)
        return told(known, is_repeat=True)
    row = make(new, at=at)
    row.save(force_insert=True)
    return _activate(row, where, at=at)


def sell_blank(*, proof: str, where: Where, at: dt.datetime) -> Sold:
    """Sell a blank for its nominal; refuses one that is sold already, or whose term is over.

    And a receipt that has sold another one.
    """
    known = _sold_by(where)
    row = lock(proof=proof)
    if before(row, Kind.ISSUE, where, amount=None):
        return told(row, is_repeat=True)
    if row.state in {State.ACTIVE, State.BLOCKED}:
        raise CertificateSold
    if row.state == State.ENDED or (row.valid_until is not None and row.valid_until <= at):
        raise CertificateNotValid(state=State.ENDED)
    if known is not None:
        raise CertificateDiffers(where.receipt)
    return _activate(row, where, at=at)


def told(row: Certificate, *, is_repeat: bool = False) -> Sold:
    """Tell a certificate with its code and PIN; with none where they cannot be told any more."""
    code, pin = ("", "") if row.sealed is None else codes.unsealed(bytes(row.sealed))
    return Sold(row, code, pin, is_repeat)


def _activate(row: Certificate, where: Where, *, at: dt.datetime) -> Sold:
    # Whoever tried PINs of a blank keeps nobody from spending what was paid for.
    row.state, row.wrong_tries = State.ACTIVE, 0
    post(row, Kind.ISSUE, row.nominal, where, at=at)
    return told(row)


def _sold_by(where: Where) -> Certificate | None:
    """Give what a receipt has sold; of two who sell by one receipt the second waits here."""
    if not where.receipt:
        return None
    Outlet.objects.select_for_update(of=("self",), no_key=True).filter(id=where.outlet).first()
    found = Entry.objects.filter(outlet_id=where.outlet, receipt=where.receipt, kind=Kind.ISSUE)
    entry = found.select_related("certificate").first()
    return None if entry is None else entry.certificate


def _wanted(new: NewCertificate) -> tuple[object, ...]:
    return new.nominal, new.member, new.has_pin, new.valid_until


def _asked_for(row: Certificate) -> tuple[object, ...]:
    """Give what was wanted when a certificate was made."""
    return row.nominal, row.member_id, row.pin is not None, row.valid_until
