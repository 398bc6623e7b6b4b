"""A link that lets a member in once: staff give it to who stands before them."""

import datetime as dt
from dataclasses import replace
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from plushka.domain.access import sessions
from plushka.domain.access.digests import new_secret, of_secret
from plushka.domain.access.models import SignInLink
from plushka.domain.access.sessions import Opened
from plushka.domain.audit import operations as audit
from plushka.domain.members.queries import get_profile
from plushka.domain.tenants.context import current_tenant
from plushka.lib.refusal import Refusal

LIFE = dt.timedelta(minutes=15)

_OWN = "member:"

_SIGNATURE = 22
"""Characters of a signature: 132 bits."""


class LinkUnusable(Refusal):
    """The link was used, is too old, or was never given."""

    code = "link_unusable"

    def __init__(self) -> None:
        super().__init__("This link works no more; ask for another one.")


def issue(*, member_id: UUID, actor: str, at: dt.datetime) -> str:
    """Make a link's token, good once and for 15 minutes; the making is recorded.

    A newer link ends those before it. Refuses ``MemberUnknown``.
    """
    member = get_profile(member_id=member_id)
    SignInLink.objects.filter(member_id=member.id, used_at=None).update(used_at=at)
    secret = new_secret()
    SignInLink.objects.create(
        tenant_id=current_tenant(),
        member_id=member.id,
        digest=of_secret(secret),
        actor=actor,
        created_at=at,
        expires_at=at + LIFE,
    )
    audit.write(
        actor=actor,
        action="sign_in_link_issued",
        subject_kind="member",
        subject_id=member.id,
        at=at,
        before={},
        after={"expires_at": (at + LIFE).isoformat()},
    )
    return f"{secret}.{_sign(secret)}"


def use(*, token: str, mark: str, label: str, at: dt.datetime) -> Opened:
    """Let in whoever brings the link; refuses ``LinkUnusable``, also a second time."""
    secret, _, signature = token.partition(".")
    if not constant_time_compare(signature, _sign(secret)):
        raise LinkUnusable
    return use_secret(secret=secret, mark=mark, label=label, at=at)


def secret_of(token: str) -> str:
    """Give the part of a token that fits into the link of a bot, which takes 64 characters."""
    return token.partition(".")[0]


def use_secret(*, secret: str, mark: str, label: str, at: dt.datetime) -> Opened:
    """Let in whoever opens a bot by a link; refuses as ``use``.

    Who made the link on a device of their own had proved there who they are: no second proof.
    """
    links = SignInLink.objects.filter(digest=of_secret(secret), used_at=None, expires_at__gt=at)
    link = links.select_for_update().first()
    if link is None:
        raise LinkUnusable
    link.used_at = at
    link.save(update_fields=["used_at"])
    opened = sessions.open_(get_profile(member_id=link.member_id), mark=mark, label=label, at=at)
    if opened.is_proved or not link.actor.startswith(_OWN):
        return opened
    sessions.prove(opened.session_id, at=at)
    return replace(opened, is_proved=True)


def _sign(secret: str) -> str:
    told = f"{current_tenant()}:{secret}"
    found = salted_hmac("plushka.access.sign_in_link", told, algorithm="sha256").hexdigest()
    return found[:_SIGNATURE]
