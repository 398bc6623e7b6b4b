"""A certificate at the till: what was typed about it, and what it says.

A code is never in an address: it is sent by forms alone, and kept in none but the one it is in.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext as _

from plushka.domain.certificates import codes
from plushka.domain.certificates.models import Certificate, Entry
from plushka.domain.certificates.posting import Where
from plushka.domain.certificates.selling import NewCertificate
from plushka.lib import letters
from plushka.lib.days import term_end
from plushka.lib.money import show
from plushka.web.till.desk import Desk
from plushka.web.till.draft import LONGEST_RECEIPT, member_of
from plushka.web.till.finding import latin
from plushka.web.ui.amounts import read_hundredths

FIELDS = ("code", "pin", "amount", "receipt", "nominal", "until")
_LONGEST = 100


@dataclass(slots=True)
class Typed:
    """Texts by field, and what is wrong with which; who is to be shown a new one."""

    texts: dict[str, str] = field(default_factory=lambda: dict.fromkeys(FIELDS, ""))
    has_pin: bool = False
    member: UUID | None = None
    #: Which form was sent: ``spend``, ``top_up``, ``pay_out`` or ``sell``; else "".
    deed: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def proof(self) -> str | None:
        """Read the code; None where it is mistyped, which ``errors`` then says."""
        proof = proof_of(self.texts["code"])
        if proof is None:
            self.errors["code"] = _("A letter of this code is wrong, or missing.")
        return proof

    @property
    def pin(self) -> str | None:
        """Give the PIN; None where none was typed, which is not counted as a try."""
        return self.texts["pin"] or None

    def amount(self, name: str = "amount") -> int | None:
        """Read a sum; None where it is none, which ``errors`` then says."""
        try:
            return read_hundredths(self.texts[name])
        except ValueError:
            self.errors[name] = _("Type a sum, like 1234.50.")
            return None

    def fit(self, balance: int) -> None:
        """Ask for no more than there is, where more was to be paid."""
        try:
            wanted = read_hundredths(self.texts["amount"])
        except ValueError:
            return
        if wanted > balance:
            self.texts["amount"] = show(balance)

    def other(self) -> "Typed":
        """Begin with another certificate; what is known of a sale stays."""
        kept = Typed()
        if not self.deed:
            kept.texts |= {name: self.texts[name] for name in ("receipt", "amount")}
        return kept

    def where(self, desk: Desk) -> Where | None:
        """Say who does it, and where; None without a number of the receipt."""
        receipt = self.texts["receipt"]
        if not receipt:
            self.errors["receipt"] = _("Type the number that stands on the receipt.")
            return None
        return Where(actor=desk.actor, outlet=desk.outlet.id, receipt=receipt)

    def new(self, desk: Desk) -> NewCertificate | None:
        """Read a certificate to be sold; None where something is wrong."""
        nominal, until = self.amount("nominal"), self._until(desk.place.zone)
        if nominal is None or self.errors:
            return None
        return NewCertificate(
            nominal=nominal, valid_until=until, member=self.member, has_pin=self.has_pin
        )

    def _until(self, zone: str) -> dt.datetime | None:
        if not self.texts["until"]:
            return None
        try:
            return term_end(dt.date.fromisoformat(self.texts["until"]), 0, zone)
        except (ValueError, OverflowError):
            self.errors["until"] = _("Choose a day.")
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One of the forms beside each other about one certificate: what stands in it."""

    amount: str
    receipt: str
    errors: Mapping[str, str]
    is_open: bool


def forms_of(typed: Typed, *, receipt: str) -> dict[str, Form]:
    """Give each form with what was typed into it; into others ``receipt``, the next one.

    Where none was sent yet, what is known of a sale stands in the one that pays.
    """
    return {
        deed: Form(
            amount=typed.texts["amount"] if deed == typed.deed else "",
            receipt=typed.texts["receipt"] if deed == typed.deed else receipt,
            errors=typed.errors if deed == typed.deed else {},
            is_open=deed == typed.deed,
        )
        for deed in ("spend", "top_up", "pay_out", "sell")
    } | ({} if typed.deed else {"spend": _of_sale(typed, receipt)})


def _of_sale(typed: Typed, receipt: str) -> Form:
    texts = typed.texts
    return Form(
        amount=texts["amount"], receipt=texts["receipt"] or receipt, errors={}, is_open=False
    )


def posted(sent: QueryDict, *, deed: str = "") -> Typed:
    """Take the form as it was sent."""
    texts = {name: _clean(sent.get(name, "")) for name in FIELDS}
    texts["receipt"] = texts["receipt"][:LONGEST_RECEIPT]
    member = member_of(sent.get("member", ""))
    return Typed(texts, has_pin=bool(sent.get("has_pin")), member=member, deed=deed)


def proof_of(text: str) -> str | None:
    """Read a code, typed or scanned on whatever layout; None where it is none."""
    for told in (text, latin(text)):
        try:
            return codes.proof(told)
        except letters.Mistyped:
            continue
    return None


def is_told(entry: Entry, desk: Desk, *, at: dt.datetime) -> bool:
    """Whether the code that an entry has sold is shown: to who sold it, for half an hour."""
    is_own = entry.kind == Entry.Kind.ISSUE and entry.actor == desk.actor
    return is_own and at - entry.at < dt.timedelta(minutes=30)


def is_here(entry: Entry, desk: Desk) -> bool:
    """Whether a movement is shown in this outlet."""
    return desk.may_choose or entry.outlet_id == desk.outlet.id


def is_paying(row: Certificate, *, at: dt.datetime) -> bool:
    """Whether it may be spent and topped up."""
    is_over = row.valid_until is not None and row.valid_until <= at
    return row.state == Certificate.State.ACTIVE and not is_over


def _clean(text: str) -> str:
    return "".join(one for one in text if one.isprintable()).strip()[:_LONGEST]
