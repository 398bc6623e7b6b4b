"""The rotating QR token: a member shows it, a till reads it, half a minute later it is worthless.

Nothing is stored. The token is the member's id and a keyed digest of tenant,
id and the current half minute, so a photo of the screen does not spend
anybody's points tomorrow. The half minute before the current one still counts.
"""

import base64
import binascii
import datetime as dt
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

_STEP = 30
"""Seconds a token is shown."""

_ID, _MAC = 16, 17
"""Bytes of the two parts; 33 of them are 44 characters without padding."""


def issue(tenant_id: int, member_id: UUID, at: dt.datetime) -> str:
    """Make the token to be shown at a moment."""
    mac = _mac(tenant_id, member_id, _step(at))
    return base64.urlsafe_b64encode(member_id.bytes + mac).decode()


def seconds_left(at: dt.datetime) -> int:
    """Say in how many seconds another token is shown."""
    return _STEP - int(at.timestamp()) % _STEP


def read(tenant_id: int, token: str, at: dt.datetime) -> UUID | None:
    """Give whose token it is, or None when it is forged, another tenant's or no longer shown."""
    try:
        packed = base64.b64decode(token.encode(), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    if len(packed) != _ID + _MAC:
        return None
    member_id = UUID(bytes=packed[:_ID])
    now = _step(at)
    fits = [
        constant_time_compare(packed[_ID:], _mac(tenant_id, member_id, step))
        for step in (now, now - 1)
    ]
    return member_id if any(fits) else None


def _step(at: dt.datetime) -> int:
    return int(at.timestamp()) // _STEP


def _mac(tenant_id: int, member_id: UUID, step: int) -> bytes:
    told = f"{tenant_id}:{member_id}:{step}"
    return salted_hmac("plushka.members.token", told, algorithm="sha256").digest()[:_MAC]
