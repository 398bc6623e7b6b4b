"""The table of what is carried out. What a purchase gives as part of the sale is not here."""

from collections.abc import Callable
from typing import Any

from plushka.domain.effects.carrying import (
    badge,
    gift,
    message,
    percent,
    points,
    supplier,
    tag,
    tier,
    upline,
)
from plushka.domain.effects.scene import Due, Scene

type Carry = Callable[[Scene, Due, Any], None]

CARRIES: dict[str, Carry] = {
    "points": points.carry,
    "percent": percent.carry,
    "gift": gift.carry,
    "tier": tier.carry,
    "badge": badge.carry,
    "tag": tag.carry,
    "message": message.carry,
    "upline": upline.carry,
    "supplier": supplier.carry,
}
