"""People and tills that addresses name, each made anew."""

from uuid import UUID, uuid4

from allauth.usersessions.models import UserSession
from django.test import Client

from plushka.domain.staffing import devices, inviting
from plushka.domain.tenants.context import tenant_context
from plushka.domain.tenants.models import Staff
from plushka.lib.ids import new_id
from tests.web.conftest import Shop, hire
from tests.web.till.people import now


def a_cashier(shop: Shop) -> UUID:
    """Let somebody stand at the till."""
    return hire(shop.tenant, "Петро", Staff.Role.CASHIER, shop.outlet).id


def an_invitation(shop: Shop) -> UUID:
    """Invite somebody."""
    with tenant_context(shop.tenant.id):
        made = inviting.invite(
            invitation_id=new_id(),
            email=f"{uuid4().hex}@shop.example",
            role=Staff.Role.CASHIER,
            outlet_id=None,
            actor="system:test",
            at=now(),
        )
    return made.id


def a_device(shop: Shop) -> UUID:
    """Enrol a till."""
    with tenant_context(shop.tenant.id):
        made, _ = devices.enrol(
            device_id=new_id(),
            outlet_id=shop.outlet.id,
            name="Планшет",
            actor="system:test",
            at=now(),
        )
    return made.id


def a_session(shop: Shop) -> int:
    """Sign the owner in somewhere."""
    client = Client()
    client.force_login(shop.owner)
    made: int = UserSession.objects.create(
        user=shop.owner, ip="192.0.2.1", session_key=client.session.session_key, user_agent="x"
    ).id
    return made
