"""Codes are asked for, and told."""

import datetime as dt
import math
from typing import Literal
from uuid import UUID

from django.db.models import QuerySet

from plushka.domain.confirmations import spending, texts
from plushka.domain.confirmations.codes import CodeTerms, codes_of, digest, new_code
from plushka.domain.confirmations.models import Confirmation
from plushka.domain.confirmations.queries import codes_of_phone_statement, own_codes_statement
from plushka.domain.confirmations.refusals import (
    ConfirmationNeeded,
    ConfirmationWrong,
    TooManyCodes,
)
from plushka.domain.members.locator import Locator
from plushka.domain.members.models import Contact, Member
from plushka.domain.members.queries import MemberUnknown, identify
from plushka.domain.messaging.saying import Saying, say
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.queries import get_place
from plushka.lib.db.connection import raw
from plushka.lib.db.statements import run
from plushka.lib.ids import new_id
from plushka.lib.refusal import BadField

__all__ = [
    "CodeTerms",
    "ConfirmationNeeded",
    "ConfirmationWrong",
    "TooManyCodes",
    "ask",
    "ask_own",
    "check",
    "check_own",
    "forget_member",
]

PRESSED_TWICE = dt.timedelta(seconds=3)
"""The same code asked for again so soon is a button that was pressed twice: one is sent."""

MOST_AN_HOUR = 10
"""So many codes one person may be sent within an hour."""

_DEFAULT_TERMS = CodeTerms()

type Purpose = Literal["ENROL", "REDEEM"]
type OwnPurpose = Literal["SIGN_IN", "UNFREEZE", "NEW_PHONE"]
"""What members prove in their own cabinet, to nobody's face."""


def ask(
    *,
    locator: Locator,
    purpose: Purpose,
    outlet_id: UUID,
    at: dt.datetime,
    amount: int | None = None,
    terms: CodeTerms = _DEFAULT_TERMS,
    address: str = "",
) -> None:
    """Send a new code, which ends the one sent before for the same purpose and outlet.

    To redeem, the member must be known; ``amount`` is the most the code shall
    confirm, in hundredths of points, None any sum. To join, ``locator`` is a
    phone, and the answer is the same whether its owner is a member or not.
    ``terms`` are those of the programme. Refuses more than ten within an hour, and
    ``CodeLimitReached``; ``address`` is where somebody asked from whom nobody sees.
    """
    spending.take_address(address, at=at)
    if purpose == "REDEEM":
        whom = {"member_id": _lock_member(identify(locator=locator, at=at))}
    else:
        whom = {"contact_id": _lock_contact(locator, amount=amount, at=at)}
    _send(whom, purpose=purpose, outlet_id=outlet_id, amount=amount, terms=terms, at=at)


def ask_own(
    *,
    whom: Locator,
    purpose: OwnPurpose,
    at: dt.datetime,
    terms: CodeTerms = _DEFAULT_TERMS,
    address: str = "",
) -> UUID:
    """Send a member a code for their own cabinet; it goes to nobody else's eyes.

    A new phone is proved by who holds it: then ``whom`` is that phone, whoever
    it belonged to. Gives the member or contact that the code was sent to.
    Refuses ``MemberUnknown``, and more than ten codes of this purpose within an
    hour: those of the till are counted apart, so that nobody can use them up. And
    ``CodeLimitReached``, as ``ask``.
    """
    spending.take_address(address, at=at)
    if purpose == "NEW_PHONE":
        sent_to = {"contact_id": _lock_contact(whom, amount=None, at=at)}
    else:
        sent_to = {"member_id": _lock_member(identify(locator=whom, at=at))}
    _send(sent_to, purpose=purpose, outlet_id=None, amount=None, terms=terms, at=at)
    return next(iter(sent_to.values()))


def show(
    *, member_id: UUID, outlet_id: UUID, at: dt.datetime, terms: CodeTerms = _DEFAULT_TERMS
) -> str:
    """Give a member a code to pay with, any sum, for the cashier of one outlet: nothing is sent.

    Only to be shown where it is certain who looks. It ends the one sent before, and counts among
    the ten of an hour. Refuses ``MemberUnknown`` and ``TooManyCodes``.
    """
    whom = {"member_id": _lock_member(member_id)}
    asked = _asked(whom, purpose="REDEEM", outlet_id=outlet_id, at=at)
    code = new_code(terms.digits)
    _keep(
        asked,
        whom,
        code=code,
        purpose="REDEEM",
        outlet_id=outlet_id,
        amount=None,
        terms=terms,
        text_version=_words("REDEEM", terms)[1],
        at=at,
    )
    return code


def _send(
    whom: dict[str, UUID],
    *,
    purpose: Purpose | OwnPurpose,
    outlet_id: UUID | None,
    amount: int | None,
    terms: CodeTerms,
    at: dt.datetime,
) -> None:
    same = Confirmation.objects.filter(
        **whom, outlet_id=outlet_id, purpose=purpose, amount=amount, closed_at=None
    )
    if same.filter(asked_at__gt=at - PRESSED_TWICE).exists():
        return
    asked = _asked(whom, purpose=purpose, outlet_id=outlet_id, at=at)
    text, text_version = _words(purpose, terms)
    code = new_code(terms.digits)
    new = Saying(
        kind=texts.kind_of(purpose),
        values={"code": code},
        text=text.replace(texts.PLACE, code),
        valid_until=at + dt.timedelta(minutes=terms.ttl_minutes),
        member_id=whom.get("member_id"),
        contact_id=whom.get("contact_id"),
    )
    # The company's counters come after every lock, so that nobody waits there for a member; and
    # before anything is written, as their refusal is remembered.
    spending.take_code(new, at=at)
    _keep(
        asked,
        whom,
        code=code,
        purpose=purpose,
        outlet_id=outlet_id,
        amount=amount,
        terms=terms,
        text_version=text_version,
        at=at,
    )
    say(sayings=[new], at=at)


def _asked(
    whom: dict[str, UUID],
    *,
    purpose: Purpose | OwnPurpose,
    outlet_id: UUID | None,
    at: dt.datetime,
) -> QuerySet[Confirmation]:
    """Give the codes that are counted with a new one; refuses ``TooManyCodes``."""
    asked: QuerySet[Confirmation] = Confirmation.objects.filter(**whom)
    is_own = outlet_id is None
    asked = asked.filter(purpose=purpose) if is_own else asked.exclude(outlet_id=None)
    _check_rate(asked, at)
    return asked


def _keep(
    asked: QuerySet[Confirmation],
    whom: dict[str, UUID],
    *,
    code: str,
    purpose: Purpose | OwnPurpose,
    outlet_id: UUID | None,
    amount: int | None,
    terms: CodeTerms,
    text_version: str,
    at: dt.datetime,
) -> None:
    """Keep a new code, which ends the one before."""
    asked.filter(outlet_id=outlet_id, closed_at=None).update(closed_at=at)
    confirmation_id = new_id()
    Confirmation.objects.create(
        tenant_id=current_tenant(),
        id=confirmation_id,
        **whom,
        outlet_id=outlet_id,
        purpose=purpose,
        amount=amount,
        digest=digest(confirmation_id, code),
        text_version=text_version,
        asked_at=at,
        most_tries=terms.tries,
        expires_at=at + dt.timedelta(minutes=terms.ttl_minutes),
    )


def check(*, phone: Locator, outlet_id: UUID | None, code: str | None, at: dt.datetime) -> str:
    """Use the code that the owner of a phone told to join; give the version of its text.

    Refuses ``ConfirmationNeeded`` and ``ConfirmationWrong``. The wrong try is
    written before the refusal is raised, and the transaction of a remembered
    refusal commits: nothing else may have been written in it before.
    """
    if code is None:
        raise ConfirmationNeeded
    if outlet_id is None:
        raise BadField("outlet", "name the outlet where the code was asked for")
    [rows] = run(raw(), [codes_of_phone_statement(phone=phone.value)])
    if not rows:
        raise ConfirmationWrong
    codes, (_, whom, *_) = codes_of(rows), rows[0]
    try:
        return codes.confirm(whom=whom, outlet_id=outlet_id, code=code, at=at).text_version
    finally:
        run(raw(), codes.statements(at=at))


def check_own(*, whom: UUID, purpose: OwnPurpose, code: str | None, at: dt.datetime) -> None:
    """Use the code that was sent to a member or contact; refuses as ``check`` does."""
    if code is None:
        raise ConfirmationNeeded
    [rows] = run(raw(), [own_codes_statement(whom=whom, purpose=purpose)])
    codes = codes_of(rows)
    try:
        codes.confirm(whom=whom, outlet_id=None, code=code, at=at)
    finally:
        run(raw(), codes.statements(at=at))


def forget_member(*, member_id: UUID) -> None:
    """Delete a member's codes (T29)."""
    Confirmation.objects.filter(member_id=member_id).delete()


def close_all(*, member_id: UUID, at: dt.datetime) -> None:
    """Close a member's open codes: they were asked for by somebody else by now (T33)."""
    Confirmation.objects.filter(member_id=member_id, closed_at=None).update(closed_at=at)


def _words(purpose: Purpose | OwnPurpose, terms: CodeTerms) -> tuple[str, str]:
    """Give the programme's text, or nothing where templates say it; and what the words are."""
    language = get_place(current_tenant()).language
    if own := texts.own_version(purpose, language):
        return "", own
    if terms.text is not None:
        return terms.text, terms.text_version
    return "", texts.version(purpose, language)


def _lock_member(member_id: UUID) -> UUID:
    # Codes of one member are asked for one after the other, or two would be open.
    locked = Member.objects.select_for_update(no_key=True).filter(
        id=member_id, erased_at=None, merged_into=None
    )
    if not locked.values_list("id").first():
        raise MemberUnknown
    return member_id


def _lock_contact(locator: Locator, *, amount: int | None, at: dt.datetime) -> UUID:
    if locator.kind != "PHONE":
        raise BadField("member", "name the phone of the person who joins")
    if amount is not None:
        raise BadField("amount", "a code for joining has no amount")
    Contact.objects.bulk_create(
        [Contact(tenant_id=current_tenant(), phone=locator.value, created_at=at)],
        ignore_conflicts=True,
    )
    contact = Contact.objects.select_for_update(no_key=True).get(phone=locator.value)
    contact_id: UUID = contact.id
    return contact_id


def _check_rate(asked: QuerySet[Confirmation], at: dt.datetime) -> None:
    recent = asked.filter(asked_at__gt=at - dt.timedelta(hours=1)).order_by("-asked_at", "-id")
    moments = list(recent.values_list("asked_at", flat=True)[:MOST_AN_HOUR])
    if len(moments) == MOST_AN_HOUR:
        wait = moments[-1] + dt.timedelta(hours=1) - at
        raise TooManyCodes(retry_after=math.ceil(wait.total_seconds()))
