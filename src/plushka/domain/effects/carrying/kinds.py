"""The table of what is carried out. What a purchase gives as part of the sale is not here."""

from collections.abc import Callable, Iterable
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
from plushka.domain.effects.granting import Grant
from plushka.domain.effects.scene import Due, Scene

type Grants = Callable[[Scene, Due, Any], Iterable[Grant]]
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

GRANTS: dict[str, Grants] = {
    "points": points.grants,
    "percent": percent.grants,
    "upline": upline.grants,
    "supplier": supplier.grants,
}
"""What kinds that give points would give, before anything is carried out."""
