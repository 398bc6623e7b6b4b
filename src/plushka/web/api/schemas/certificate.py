"""Gift certificates as the API writes and reads them: sold, topped up, spent, given back."""

import datetime as dt
from typing import Annotated, ClassVar
from uuid import UUID

import msgspec
from msgspec import Meta, Raw

from plushka.domain.certificates import codes
from plushka.domain.certificates.models import Certificate, Entry
from plushka.domain.certificates.posting import Posted
from plushka.domain.certificates.selling import Sold
from plushka.domain.members.locator import Locator
from plushka.lib import letters
from plushka.lib.money import show
from plushka.web.api.reading.choice import Choice
from plushka.web.api.reading.texts import PLAIN, Moment, Name, Receipt, moment_of
from plushka.web.api.reading.values import POSITIVE, PositiveAmount
from plushka.web.api.schemas.member import MemberRef
from plushka.web.api.schemas.told import Decimal, local, local_or_none

_NOTHING = Raw()


def _check_code(text: str, _region: str) -> None:
    try:
        codes.proof(text)
    except letters.Mistyped:
        raise ValueError("a letter of this code is wrong, or missing") from None


type Code = Annotated[
    str,
    Meta(
        min_length=1,
        max_length=60,
        pattern=PLAIN,
        extra={"check": _check_code},
        extra_json_schema={
            "description": "The code of a certificate, however it is spaced.",
            "examples": ["BCDE-2345-FGHJ-678"],
        },
    ),
]
type Pin = Annotated[str, Meta(min_length=1, max_length=10, pattern=PLAIN, examples=["1234"])]


class AskedSelling(msgspec.Struct, frozen=True, kw_only=True):
    """A certificate to be sold, a new one or a blank; ``proof`` stands for its code."""

    outlet: str
    receipt: str
    nominal: int | None
    proof: str | None
    member: Locator | None
    has_pin: bool
    valid_until: dt.datetime | None


class AskedMoving(msgspec.Struct, frozen=True, kw_only=True):
    """Money that comes in or goes out; ``proof`` stands for the code, ``pin`` as it was told."""

    outlet: str
    receipt: str
    proof: str = ""
    pin: str | None = None
    amount: int | None = None
    spending: UUID | None = None


class CertificateIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """A certificate that is sold: a new one of a `nominal`, or the blank of a `code`.

    `member` is shown it in the cabinet. `receipt` is the one that sells it.
    """

    CHOICES: ClassVar = (Choice(("nominal", "code")),)

    outlet: Name
    receipt: Receipt
    nominal: PositiveAmount = _NOTHING
    code: Code | None = None
    member: MemberRef | None = None
    has_pin: bool = False
    valid_until: Moment | None = None

    def asked(self, region: str) -> AskedSelling:
        """Put it in the domain's words."""
        nominal = POSITIVE.given(self.nominal)
        if (nominal is None) is (self.code is None):
            raise ValueError("either nominal or code")
        return AskedSelling(
            outlet=self.outlet,
            receipt=self.receipt,
            nominal=nominal,
            proof=None if self.code is None else codes.proof(self.code),
            member=None if self.member is None else self.member.asked(region),
            has_pin=self.has_pin,
            valid_until=None if self.valid_until is None else moment_of(self.valid_until),
        )


class CheckIn(msgspec.Struct, forbid_unknown_fields=True):
    """The certificate that a customer shows."""

    code: Code
    pin: Pin | None = None

    def asked(self, _region: str) -> AskedMoving:
        """Put it in the domain's words."""
        return AskedMoving(outlet="", receipt="", proof=codes.proof(self.code), pin=self.pin)


class TopUpIn(msgspec.Struct, forbid_unknown_fields=True):
    """More money for a certificate; who pays needs no PIN."""

    code: Code
    amount: PositiveAmount
    outlet: Name
    receipt: Receipt

    def asked(self, _region: str) -> AskedMoving:
        """Put it in the domain's words."""
        return AskedMoving(
            outlet=self.outlet,
            receipt=self.receipt,
            proof=codes.proof(self.code),
            amount=POSITIVE.of(self.amount),
        )


class SpendingIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a certificate pays of a receipt."""

    code: Code
    pin: Pin | None = None
    amount: PositiveAmount
    outlet: Name
    receipt: Receipt

    def asked(self, _region: str) -> AskedMoving:
        """Put it in the domain's words."""
        return AskedMoving(
            outlet=self.outlet,
            receipt=self.receipt,
            proof=codes.proof(self.code),
            pin=self.pin,
            amount=POSITIVE.of(self.amount),
        )


class PayOutIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The rest of a certificate, given out as money."""

    code: Code
    pin: Pin | None = None
    outlet: Name
    receipt: Receipt

    def asked(self, _region: str) -> AskedMoving:
        """Put it in the domain's words."""
        return AskedMoving(
            outlet=self.outlet, receipt=self.receipt, proof=codes.proof(self.code), pin=self.pin
        )


class RefundIn(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What comes back of a `spending`, the id of its entry: a part, or all that is left."""

    spending: UUID
    amount: PositiveAmount = _NOTHING
    outlet: Name
    receipt: Receipt

    def asked(self, _region: str) -> AskedMoving:
        """Put it in the domain's words."""
        return AskedMoving(
            outlet=self.outlet,
            receipt=self.receipt,
            amount=POSITIVE.given(self.amount),
            spending=self.spending,
        )


class CertificateOut(msgspec.Struct, frozen=True):
    """A certificate: `blank` is printed and not sold, `ended` is over or revoked."""

    id: UUID
    #: The code's last letters.
    ending: str
    status: str
    nominal: Decimal
    balance: Decimal
    valid_until: dt.datetime | None
    has_pin: bool

    @classmethod
    def of(cls, row: Certificate, *, zone: str) -> "CertificateOut":
        """Write a certificate as it stands."""
        return cls(
            row.id,
            row.ending,
            row.state.lower(),
            show(row.nominal),
            show(row.balance),
            local_or_none(row.valid_until, zone),
            row.pin is not None,
        )


class CertificateSoldOut(msgspec.Struct, frozen=True):
    """A certificate that was sold, with its code and PIN: empty once it was spent from."""

    certificate: CertificateOut
    code: str
    pin: str

    @classmethod
    def of(cls, sold: Sold, *, zone: str) -> "CertificateSoldOut":
        """Write a certificate with its code."""
        code = letters.grouped(sold.code)
        return cls(CertificateOut.of(sold.certificate, zone=zone), code, sold.pin)


class CertificateEntryOut(msgspec.Struct, frozen=True):
    """One movement of a certificate's money; `amount` is signed."""

    id: UUID
    kind: str
    amount: Decimal
    balance_after: Decimal
    at: dt.datetime
    outlet: str | None
    receipt: str

    @classmethod
    def of(cls, entry: Entry, *, outlet: str | None, zone: str) -> "CertificateEntryOut":
        """Write an entry."""
        return cls(
            entry.id,
            entry.kind.lower(),
            show(entry.amount),
            show(entry.balance_after),
            local(entry.at, zone),
            outlet,
            entry.receipt,
        )


class CertificateMovedOut(msgspec.Struct, frozen=True):
    """What a movement did, and the certificate as it stands."""

    entry: CertificateEntryOut
    certificate: CertificateOut

    @classmethod
    def of(cls, posted: Posted, *, outlet: str | None, zone: str) -> "CertificateMovedOut":
        """Write a movement."""
        return cls(
            CertificateEntryOut.of(posted.entry, outlet=outlet, zone=zone),
            CertificateOut.of(posted.certificate, zone=zone),
        )


class CertificateEntriesOut(msgspec.Struct, frozen=True):
    """The newest movements of a certificate, the newest first."""

    items: list[CertificateEntryOut]
    next: None = None


class NothingIn(msgspec.Struct, forbid_unknown_fields=True):
    """Nothing has to be said."""

    def asked(self, _region: str) -> None:
        """Give nothing."""
