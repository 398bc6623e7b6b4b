"""Things of a company that addresses name, each made anew."""

from uuid import UUID, uuid4

from plushka.domain.members.locator import Locator
from plushka.domain.replay import operations as replays
from plushka.domain.replay.working import carry_out
from plushka.domain.sales import return_requests
from plushka.domain.sales.asked import AskedUnreceipted, Asker
from plushka.domain.sales.models import Sale
from plushka.domain.tasks import files
from plushka.domain.tasks import operations as tasks
from plushka.domain.tenants.context import tenant_context
from plushka.domain.workbench.models import Example
from tests.domain.campaigns.cast import launch
from tests.web.conftest import Shop
from tests.web.manager.lab import sell
from tests.web.till.people import join, new_receipt, now


def a_sale(shop: Shop) -> UUID:
    """Record a sale in the first outlet."""
    sell(shop, join(shop), "100.00")
    with tenant_context(shop.tenant.id):
        newest: UUID = Sale.objects.order_by("-id").values_list("id", flat=True)[0]
    return newest


def a_return_request(shop: Shop) -> UUID:
    """Bring goods back without a receipt to the first outlet, and wait for approval."""
    member, asked_for = join(shop), uuid4()
    asked = AskedUnreceipted(
        member=Locator("ID", str(member)),
        outlet=shop.outlet.code,
        receipt=new_receipt(),
        total=10_000,
        reason="the receipt was lost",
    )
    with tenant_context(shop.tenant.id):
        asker = Asker(actor=f"staff:{shop.cashier.id}")
        return_requests.ask_in(asked, asker, request_id=asked_for, at=now())
    return asked_for


def an_outlet(shop: Shop) -> UUID:
    """Give the second outlet."""
    outlet_id: UUID = shop.market.id
    return outlet_id


def a_replay(shop: Shop) -> UUID:
    """Try the programme on the past, to the end."""
    with tenant_context(shop.tenant.id):
        asked: UUID = replays.ask(source="unchanged", actor="system:test", at=now()).id
    carry_out(tenant_id=shop.tenant.id, clock=now)
    return asked


def a_task(shop: Shop) -> UUID:
    """Ask for long work as the owner, with a result."""
    with tenant_context(shop.tenant.id):
        actor = f"staff:{shop.owner.id}"
        task_id = tasks.ask(kind="paint", request={}, actor=actor, at=now())
        files.attach(
            task_id=task_id,
            name="result",
            filename="a.csv",
            media_type="text/csv",
            content=b"a",
            at=now(),
        )
    return task_id


def an_example(shop: Shop) -> UUID:
    """Keep an example."""
    with tenant_context(shop.tenant.id):
        made: UUID = Example.objects.create(
            tenant_id=shop.tenant.id,
            name=uuid4().hex,
            receipt={},
            expected={},
            created_at=now(),
            actor="system:test",
        ).id
    return made


def a_campaign(shop: Shop) -> str:
    """Launch a campaign under a code that no other company has."""
    code = f"autumn_{uuid4().hex[:8]}"
    with tenant_context(shop.tenant.id):
        launch(code, at=now())
    return code
