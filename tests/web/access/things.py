"""Things of a company that addresses name, each made anew."""

import datetime as dt
from itertools import count
from uuid import UUID, uuid4

from plushka.domain.access.models import Dispute, Recovery
from plushka.domain.bulk import operations as bulks
from plushka.domain.bulk.audience import of_members
from plushka.domain.bulk.deed import Deed
from plushka.domain.imports import asking as imports
from plushka.domain.imports.fields.field import Kind as Brought
from plushka.domain.imports.sheets.opening import open_sheet
from plushka.domain.limits import operations as limits
from plushka.domain.limits.kinds import Kind
from plushka.domain.limits.queries import find_alerts
from plushka.domain.limits.refusals import StaffLimitReached
from plushka.domain.members.locator import Locator
from plushka.domain.merging import operations as merging
from plushka.domain.messaging import blocking, connecting
from plushka.domain.messaging import operations as messaging
from plushka.domain.messaging.models import Attempt, Block, Message
from plushka.domain.referrals import inviting as invitations
from plushka.domain.replay import operations as replays
from plushka.domain.replay.working import carry_out
from plushka.domain.rewards.models import Reward
from plushka.domain.sales.asked import AskedUnreceipted, Asker
from plushka.domain.sales.models import Sale
from plushka.domain.sales.return_requests import ask_in
from plushka.domain.tasks import files
from plushka.domain.tasks import operations as tasks
from plushka.domain.tenants import operations as tenants
from plushka.domain.tenants.context import tenant_context
from plushka.domain.workbench.models import Example
from plushka.lib.ids import new_id
from tests.domain.campaigns.cast import launch
from tests.web.conftest import Shop
from tests.web.manager.lab import sell
from tests.web.member.gifts import offer, ordered
from tests.web.till.people import join, new_phone, new_receipt, now

_days = (dt.date(2026, 1, 1) + dt.timedelta(days=number) for number in count())


def a_sale(shop: Shop) -> UUID:
    """Record a sale in the first outlet."""
    sell(shop, join(shop), "100.00")
    with tenant_context(shop.tenant.id):
        newest: UUID = Sale.objects.order_by("-id").values_list("id", flat=True)[0]
    return newest


def a_reward(shop: Shop) -> UUID:
    """Put a reward on the shelf."""
    code = offer(shop)
    with tenant_context(shop.tenant.id):
        reward_id: UUID = Reward.objects.get(code=code).id
    return reward_id


def a_gift_order(shop: Shop) -> UUID:
    """Order a gift that waits in the first outlet."""
    member = join(shop, points=10_000)
    return ordered(shop, member, offer(shop, points=100), key=str(uuid4()))


def an_import(shop: Shop) -> UUID:
    """Bring a file whose columns are to be chosen."""
    content = f"phone\n+7916123{uuid4().int % 10_000:04}\n".encode()
    with tenant_context(shop.tenant.id):
        row = imports.bring(
            kind=Brought.MEMBERS,
            filename="members.csv",
            content=content,
            sheet=open_sheet(content),
            actor=f"staff:{shop.owner.id}",
            at=now(),
        )
    import_id: UUID = row.id
    return import_id


def a_bulk(shop: Shop) -> UUID:
    """Ask a second person for a gift to a new member."""
    member = join(shop)
    with tenant_context(shop.tenant.id):
        row = bulks.ask(
            id_=new_id(),
            audience=of_members([member]),
            deed=Deed("ACCRUE", points=100),
            reason="Сбой",
            actor=f"staff:{shop.marketer.id}",
            at=now(),
            is_checked=True,
        )
    bulk_id: UUID = row.id
    return bulk_id


def a_merge(shop: Shop) -> UUID:
    """Make one member of two new ones."""
    kept, merged = join(shop), join(shop)
    with tenant_context(shop.tenant.id):
        row = merging.merge(kept=kept, merged=merged, actor=f"staff:{shop.owner.id}", at=now())
    merge_id: UUID = row.id
    return merge_id


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


def an_alert(shop: Shop) -> UUID:
    """Let the cashier be stopped by a limit, on a day of their own."""
    at, day = now(), next(_days)
    refusal = StaffLimitReached(
        kind=Kind.CLAIMS, most=20, used=21, staff_id=shop.cashier.id, day=day
    )
    with tenant_context(shop.tenant.id):
        limits.tell_block(refusal=refusal, at=at)
        return find_alerts(limit=1)[0].id


def a_return_request(shop: Shop) -> UUID:
    """Let the cashier ask for a return without a receipt."""
    member, request = join(shop), new_id()
    asked = AskedUnreceipted(
        member=Locator("ID", str(member)),
        outlet="main",
        receipt=new_receipt(),
        total=100,
        reason="Чек потерян",
    )
    asker = Asker(actor=f"staff:{shop.cashier.id}")
    with tenant_context(shop.tenant.id):
        ask_in(asked, asker, request_id=request, at=now())
    return request


def an_outlet(shop: Shop) -> UUID:
    """Open an outlet."""
    with tenant_context(shop.tenant.id):
        made: UUID = tenants.add_outlet(code=uuid4().hex, name="Рынок").id
    return made


def a_key(shop: Shop) -> UUID:
    """Make a key."""
    return tenants.make_key(tenant=shop.tenant, name="Касса", scopes=("read",), at=now())[0]


def a_dispute(shop: Shop) -> UUID:
    """Let a member say that a redemption was not theirs."""
    member = join(shop)
    with tenant_context(shop.tenant.id):
        found = Dispute.objects.create(
            tenant_id=shop.tenant.id, member_id=member, entry_id=uuid4(), points=1, at=now()
        )
    dispute_id: UUID = found.id
    return dispute_id


def a_recovery(shop: Shop) -> UUID:
    """Let a member call because the phone is lost."""
    member = join(shop)
    with tenant_context(shop.tenant.id):
        found = Recovery.objects.create(
            tenant_id=shop.tenant.id, member_id=member, phone=new_phone(), at=now()
        )
    recovery_id: UUID = found.id
    return recovery_id


def a_connection(shop: Shop) -> UUID:
    """Set a provider up that needs nothing."""
    with tenant_context(shop.tenant.id):
        return connecting.add(
            way="SMS", provider="console", settings={}, secrets={}, actor="system:test", at=now()
        )


def a_message(shop: Shop) -> UUID:
    """Tell a new member something that no way could carry, tried once."""
    member, at = join(shop), now()
    with tenant_context(shop.tenant.id):
        message_id = messaging.enqueue(kind="accrued", text="+50", at=at, member_id=member)
        Message.objects.filter(id=message_id).update(
            state="DEAD", due_at=None, way="SMS", code="no_answer"
        )
        Attempt.objects.create(
            tenant_id=shop.tenant.id,
            message_id=message_id,
            kind="accrued",
            nature=1,
            way="SMS",
            state="FAILED",
            code="no_answer",
            n_parts=1,
            started_at=at,
        )
    return message_id


def a_block(shop: Shop) -> UUID:
    """Block a new phone by hand."""
    phone = new_phone()
    with tenant_context(shop.tenant.id):
        blocking.block_phone(phone=phone, is_advertising_only=True, actor="system:test", at=now())
        newest: UUID = Block.objects.order_by("-id").values_list("id", flat=True)[0]
    return newest


def a_members_invitation(shop: Shop) -> UUID:
    """Let a member of a company invite somebody."""
    member = join(shop)
    with tenant_context(shop.tenant.id):
        made = invitations.invite(
            invitation_id=new_id(), member_id=member, way="LINK", at=now(), link=str
        )
    return made.id
