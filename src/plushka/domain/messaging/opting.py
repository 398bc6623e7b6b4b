"""Advertising ends: the one thing that STOP, a link, a switch and a button do (U27).

What waits in the queue is not taken out: whoever sends asks ``allowing`` again when it is due.
"""

import base64
import binascii
import datetime as dt
from collections.abc import Iterable
from uuid import UUID

from django.core import signing

from plushka.domain.members import operations as members
from plushka.domain.members.consenting import find_consents
from plushka.domain.members.locator import Locator
from plushka.domain.members.queries import (
    MemberUnknown,
    find_profiles,
    get_profile,
    kept,
    locate,
)
from plushka.domain.messaging import blocking

type Said = tuple[str, str]
"""A way and an address by which somebody said it."""

_SALT = "plushka.messaging.opting"
_TENANT, _ID = 8, 16
"""Bytes of a token's two parts."""


def opt_out(*, member_id: UUID, actor: str, at: dt.datetime, said: Iterable[Said] = ()) -> None:
    """End advertising for a member by every way, whichever they agreed to; codes still come.

    An address by which it was said takes no advertising any more, whatever anybody says of its
    owner later, until the owner agrees again. An erased member gets nothing anyway.
    """
    try:
        members.withdraw(member_id=kept(member_id), kind="ADVERTISING", actor=actor, at=at)
    except MemberUnknown:
        return
    stop(said=said, actor=actor, at=at)


def stop(*, said: Iterable[Said], at: dt.datetime, actor: str = "") -> None:
    """Send no advertising to addresses any more, whoever they belong to."""
    for way, value in said:
        blocking.block(
            way=way, value=value, reason="STOP", is_advertising_only=True, at=at, actor=actor
        )


def allow_again(*, said: Iterable[Said]) -> None:
    """Take back what the owner of addresses said by them; what staff blocked stays so."""
    for way, value in said:
        blocking.forgive(way=way, value=value, reason="STOP")


def opt_out_by_link(*, member_id: UUID, actor: str, at: dt.datetime) -> None:
    """End advertising for who pressed the link of a message; their mailbox takes none any more."""
    found = find_profiles(member_ids=[member_id]).get(member_id)
    said = [("EMAIL", found.email)] if found and found.email else []
    opt_out(member_id=member_id, actor=actor, at=at, said=said)


def has_refused(*, phone: str, at: dt.datetime) -> bool:
    """Tell whether the owner of a phone wants no advertising, as far as they ever said so."""
    wholly, partly = blocking.find(addresses=[("SMS", phone)])
    if wholly or partly:
        return True
    whose = locate(locators=[Locator("PHONE", phone)], at=at)
    told = [
        one.is_withdrawn
        for member_id in whose.values()
        for one in find_consents(member_id=member_id)
        if one.consent.kind == "ADVERTISING"
    ]
    return bool(told) and all(told)


def allow_own_again(*, member_id: UUID) -> None:
    """Take back what a member said by their phone and e-mail: they agreed again, themselves."""
    known = get_profile(member_id=member_id)
    told = (("SMS", known.phone), ("EMAIL", known.email))
    allow_again(said=[(way, value) for way, value in told if value])
    if known.phone:
        blocking.allow_calls(phone=known.phone)


def issue(*, tenant_id: int, member_id: UUID) -> str:
    """Make the token of the link that ends advertising for a member; it names no address."""
    packed = tenant_id.to_bytes(_TENANT) + member_id.bytes
    return _signer().sign(base64.urlsafe_b64encode(packed).decode())


def read(token: str) -> tuple[int, UUID] | None:
    """Give the company and member of a token, which is good for ever; None for a forged one."""
    try:
        packed = base64.urlsafe_b64decode(_signer().unsign(token))
    except (signing.BadSignature, binascii.Error, ValueError):
        return None
    if len(packed) != _TENANT + _ID:
        return None
    return int.from_bytes(packed[:_TENANT]), UUID(bytes=packed[_TENANT:])


def _signer() -> signing.Signer:
    return signing.Signer(sep=".", salt=_SALT)
