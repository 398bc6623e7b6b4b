"""A gift shop for the tests of the member's cabinet."""

import io
import random
from itertools import count
from uuid import UUID

from PIL import Image

from plushka.domain.rewards import catalogue
from plushka.domain.rewards import operations as rewards
from plushka.domain.rewards.asked import AskedLine, AskedOrder, Orderer
from plushka.domain.rewards.described import Terms
from plushka.domain.tenants.context import tenant_context
from tests.web.conftest import Shop
from tests.web.till.people import now

_numbers = count()

HERSELF = Orderer(actor="system:tests", source="WEB", is_trusted=True)


def offer(shop: Shop, *, name="Кружка", points=10_000, pieces=None, noise=None, **more) -> str:
    """Put a gift on the shelf, with a picture where it is told which; gives its code."""
    code = f"gift-{next(_numbers)}"
    terms = Terms(code=code, names={"ru": name}, points=points, **more)
    with tenant_context(shop.tenant.id):
        row = catalogue.add(terms=terms, actor="system:tests", at=now(), pieces=pieces)
        if noise is not None:
            content = _noise(noise)
            catalogue.draw(reward_id=row.id, content=content, actor="system:tests", at=now())
    return code


def ordered(shop: Shop, member: UUID, code: str, *, key: str, quantity: int = 1) -> UUID:
    """Order a gift for a member; gives the order's id."""
    asked = AskedOrder(
        member_id=member, lines=(AskedLine(code, quantity),), outlet=shop.outlet.code
    )
    with tenant_context(shop.tenant.id):
        placed = rewards.order(asked=asked, key=key, orderer=HERSELF, at=now())
        order_id: UUID = placed.order.id
    return order_id


def _noise(seed: int) -> bytes:
    drawn = io.BytesIO()
    pixels = random.Random(seed).randbytes(200 * 200 * 3)
    Image.frombytes("RGB", (200, 200), pixels).save(drawn, "JPEG", quality=70)
    return drawn.getvalue()
