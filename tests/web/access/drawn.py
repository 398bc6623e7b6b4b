"""Draws of a company, as far as an address needs them."""

import datetime as dt
from uuid import UUID

from plushka.domain.draws import operations as draws
from plushka.domain.draws.models import Draw
from plushka.domain.draws.terms import Prize, Terms
from plushka.domain.tenants.context import tenant_context
from plushka.lib.ids import new_id
from tests.web.conftest import Shop
from tests.web.till.people import join, now

SYSTEM = "system:test"
VALUE = "5e" * 32
_DAY = dt.timedelta(days=1)


def terms(*, closes: dt.datetime, **other: object) -> Terms:
    """Promise a kettle and two mugs, and one in reserve."""
    known = {"prizes": (Prize("Чайник", 1), Prize("Кружка", 2)), "reserves": 1}
    return Terms("Чайник за крышку", opens_at=closes - 3 * _DAY, closes_at=closes, **known | other)


def prepare(shop: Shop, *, closes: dt.datetime, **other: object) -> Draw:
    """Prepare a draw."""
    with tenant_context(shop.tenant.id):
        return draws.prepare(
            terms=terms(closes=closes, **other), actor=SYSTEM, at=closes - 3 * _DAY
        )


def open_(shop: Shop, *chances: tuple[UUID, int], closes: dt.datetime, **other: object) -> Draw:
    """Open a draw in which members have chances."""
    draw, at = prepare(shop, closes=closes, **other), closes - 2 * _DAY
    with tenant_context(shop.tenant.id):
        draws.open_(draw_id=draw.id, version=1, actor=SYSTEM, at=at)
        draws.enter(
            [draws.Chance(draw.id, member, "CODE", new_id(), n) for member, n in chances], at
        )
        return Draw.objects.get(id=draw.id)


def close(shop: Shop, *chances: tuple[UUID, int], **other: object) -> Draw:
    """Close a draw yesterday, so that it can be drawn now."""
    draw = open_(shop, *chances, closes=now() - _DAY, **other)
    with tenant_context(shop.tenant.id):
        return draws.close(draw_id=draw.id, version=draw.version, actor=SYSTEM, at=draw.closes_at)


def draw_(shop: Shop, *chances: tuple[UUID, int], **other: object) -> Draw:
    """Draw the winners of a draw."""
    draw = close(shop, *chances, **other)
    with tenant_context(shop.tenant.id):
        return draws.draw_(
            draw_id=draw.id,
            version=draw.version,
            outside_value=VALUE,
            outside_source="",
            actor=SYSTEM,
            at=now(),
        )


def a_draw(shop: Shop) -> UUID:
    """Draw the winners among three new members, so that one is in reserve."""
    draw_id: UUID = draw_(shop, *((join(shop), 1) for _ in range(4))).id
    return draw_id


def a_prepared_draw(shop: Shop) -> UUID:
    """Prepare a draw that may be changed."""
    draw_id: UUID = prepare(shop, closes=now() + _DAY).id
    return draw_id
