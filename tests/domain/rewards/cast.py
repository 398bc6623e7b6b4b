"""«Липа» with a small gift shop, Анна with points, and her orders, said shortly."""

import datetime as dt
from uuid import UUID

from django.db import connection

from plushka.domain.ledger import queries as accounts
from plushka.domain.ledger.verify import verify as verify_ledger
from plushka.domain.rewards import catalogue
from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards.asked import AskedLine, AskedOrder, Orderer
from plushka.domain.rewards.described import Terms
from plushka.domain.rewards.models import Order, Reward, Stock
from plushka.domain.rewards.verify import verify
from plushka.domain.tenants.context import current_tenant
from plushka.lib.refusal import Refusal
from tests.conftest import NOON

HERSELF = Orderer(actor="member:test", source="WEB", is_trusted=True, is_proved=True)
TILL = Orderer(actor="staff:test", source="TILL", is_trusted=True)
DAY = dt.timedelta(days=1)


def offer(code="mug", points=10_000, pieces=None, **more) -> Reward:
    """Put a reward on the shelf: 100 points, any number of pieces."""
    terms = Terms(**{"code": code, "names": {"ru": "Кружка"}, "points": points} | more)
    return catalogue.add(terms=terms, actor="system:test", at=NOON, pieces=pieces)


def asked(member: UUID, *lines, **more) -> AskedOrder:
    """Ask for pieces of rewards: codes, or pairs of a code and a number."""
    named = tuple(AskedLine(*(line if isinstance(line, tuple) else (line,))) for line in lines)
    where = {} if "delivery" in more else {"outlet": "main"}
    return AskedOrder(member_id=member, lines=named, **where | more)


def order(member: UUID, *lines, key="k", at=NOON, orderer=HERSELF, **more) -> Order:
    """Order, and give the order as the database has it."""
    want = asked(member, *lines, **more)
    made = rewards.order(asked=want, key=key, orderer=orderer, at=at).order
    return Order.objects.get(id=made.id)


def refusal_of(member: UUID, *lines, **more) -> Refusal:
    """The refusal of an order; it has changed nothing."""
    before = (Order.objects.count(), *stocks().items(), points_of(member))
    try:
        order(member, *lines, **more)
    except Refusal as refusal:
        assert (Order.objects.count(), *stocks().items(), points_of(member)) == before
        return refusal
    raise AssertionError("nothing was refused")


def points_of(member: UUID, *, at=NOON) -> tuple[int, int]:
    """What a member may spend, and what is held, in whole points."""
    account = accounts.accounts_of(members=[member])[member]
    balance = accounts.balance(account=account, at=at)
    return balance.spendable // 100, balance.held // 100


def stocks() -> dict[UUID, tuple[int, int, int]]:
    """What was put in, is held and is gone, by reward."""
    rows = Stock.objects.order_by("id").values_list("id", "put_in", "held", "gone")
    return {row[0]: row[1:] for row in rows}


def stock_of(reward: Reward) -> tuple[int, int, int]:
    """What of one reward was put in, is held and is gone."""
    return stocks()[reward.id]


def is_proven() -> bool:
    """Tell whether stocks, orders and the ledger agree."""
    with connection.cursor() as cursor:
        broken = verify(cursor, tenant_id=current_tenant())
        return not broken and not verify_ledger(cursor, tenant=current_tenant()).broken
