"""Second factors are taken from who lost them, and a password renewed by a link."""

import datetime as dt
from uuid import UUID

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse

from plushka.domain.audit import operations as audit
from plushka.domain.tenants.context import current_tenant
from plushka.domain.tenants.models import Staff


def has_factors(staff_id: UUID) -> bool:
    """Tell whether more than the password is asked of a person."""
    return bool(Authenticator.objects.filter(user_id=staff_id).exists())


def forget_factors(*, staff_id: UUID, actor: str, at: dt.datetime) -> int:
    """Ask a person for the password alone, and put it on record; gives how many factors went."""
    forgotten: int = Authenticator.objects.filter(user_id=staff_id).delete()[0]
    if forgotten:
        audit.write(
            actor=actor,
            action="factors_forgotten",
            subject_kind="staff",
            subject_id=staff_id,
            at=at,
            before={"factors": forgotten},
            after={"factors": 0},
        )
    return forgotten


def password_link(request: HttpRequest, *, staff_id: UUID, actor: str, at: dt.datetime) -> str:
    """Give a link by which a person takes another password, as mail would bring it."""
    person = Staff.objects.get(tenant_id=current_tenant(), id=staff_id)
    audit.write(
        actor=actor,
        action="password_link_given",
        subject_kind="staff",
        subject_id=staff_id,
        at=at,
        before={},
        after={},
    )
    key = default_token_generator.make_token(person)
    parts = {"uidb36": user_pk_to_url_str(person), "key": key}
    return request.build_absolute_uri(reverse("account_reset_password_from_key", kwargs=parts))
